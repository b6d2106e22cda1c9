package io.trunkline.standalone;

/// Why the stack cannot start or answer, in a sentence for the person at the terminal.
public class StandaloneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StandaloneException(String message) {
        super(message);
    }

    public StandaloneException(String message, Throwable cause) {
        super(message, cause);
    }
}
