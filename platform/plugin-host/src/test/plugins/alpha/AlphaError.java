package fixture.alpha;

import io.trunkline.spi.ErrorCode;

enum AlphaError implements ErrorCode {
    NOT_TODAY;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
