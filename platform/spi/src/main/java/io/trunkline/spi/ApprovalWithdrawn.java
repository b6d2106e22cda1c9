package io.trunkline.spi;

/// A plugin needs an approval no more. The answer is an [ApprovalDecided] too, unless it was
/// decided before.
///
/// @param kind as it was asked
/// @param key as it was asked
public record ApprovalWithdrawn(String kind, String key) implements Event {

    @Override
    public long customerId() {
        return 0;
    }
}
