package io.trunkline.rest.customer;

import io.trunkline.core.customer.RestoredCustomer;

/// @param ownerGone whether it has no owner now, because the one it had works here no more
/// @param unitGone whether it could not go back to its unit: it is at the root, or where it was
public record RestoredJson(CustomerJson customer, boolean ownerGone, boolean unitGone) {

    public static RestoredJson of(RestoredCustomer restored) {
        return new RestoredJson(
                CustomerJson.of(restored.customer()), restored.ownerGone(), restored.unitGone());
    }
}
