package io.trunkline.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What `./trunkline` calls once everything is built.
public final class Main {
    private Main() {}

    /// Arguments: a command of [Commands] and its own arguments. The system property
    /// `trunkline.project` names the source tree, `TRUNKLINE_HOME` another folder for the data.
    public static void main(String[] arguments) {
        var project = Path.of(System.getProperty("trunkline.project", "."));
        try {
            System.exit(
                    new Commands(home(project, System.getenv()), System.getenv())
                            .run(List.of(arguments)));
        } catch (StandaloneException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Home home(Path project, Map<String, String> environment) {
        var folder = environment.getOrDefault("TRUNKLINE_HOME", "");
        return new Home(
                project, folder.isBlank() ? project.resolve(".trunkline") : Path.of(folder));
    }
}
