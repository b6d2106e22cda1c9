package io.trunkline.core.importing.internal;

import java.util.List;

/// A file that cannot be imported as a whole.
public class RefusedFileException extends Exception {

    private final String problem;
    private final transient List<String> arguments;

    /// @param problem key of a text `import.problem.<key>`
    RefusedFileException(String problem, String... arguments) {
        super(problem);
        this.problem = problem;
        this.arguments = List.of(arguments);
    }

    public String problem() {
        return problem;
    }

    public List<String> arguments() {
        return arguments;
    }
}
