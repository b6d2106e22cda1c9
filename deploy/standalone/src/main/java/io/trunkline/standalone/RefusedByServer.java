package io.trunkline.standalone;

/// What the server refused, with the code that tells one refusal from another.
final class RefusedByServer extends StandaloneException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code empty where the answer has none
    RefusedByServer(String message, String code) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
