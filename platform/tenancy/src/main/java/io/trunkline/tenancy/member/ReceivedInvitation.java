package io.trunkline.tenancy.member;

import io.trunkline.spi.Tenant;
import java.util.List;

/// A tenant that wants someone as a member who has an account already.
///
/// @param unit name of the unit she would belong to
/// @param roles names of those she would have; of one that came with the product its key
public record ReceivedInvitation(Tenant tenant, String unit, List<String> roles) {

    public ReceivedInvitation {
        roles = List.copyOf(roles);
    }
}
