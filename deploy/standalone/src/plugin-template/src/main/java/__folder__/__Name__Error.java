package __package__;

import io.trunkline.spi.ErrorCode;

/// What the plugin refuses. Its texts are `error.__id__.<name>`.
enum __Name__Error implements ErrorCode {
    /// Arguments: how many characters are possible.
    TEXT_UNFIT(Kind.INVALID);

    private final Kind kind;

    __Name__Error(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
