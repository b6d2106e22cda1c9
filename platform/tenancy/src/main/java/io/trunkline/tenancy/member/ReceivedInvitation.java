package io.trunkline.tenancy.member;

import io.trunkline.spi.Tenant;

/// A tenant that wants someone as a member who has an account already.
///
/// @param unit name of the unit she would belong to
public record ReceivedInvitation(Tenant tenant, String unit) {}
