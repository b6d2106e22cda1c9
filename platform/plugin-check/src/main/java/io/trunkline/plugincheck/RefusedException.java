package io.trunkline.plugincheck;

/// A plugin is not run, or an SPI not taken, and why, in words for the operator.
public class RefusedException extends Exception {

    public RefusedException(String reason) {
        super(reason);
    }

    public RefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
