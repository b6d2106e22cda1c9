package io.trunkline.tenancy.operator;

/// Someone who works on the platform: realm role `operator`, no tenant, no customer data. Made
/// where the role was checked, valid for one call.
///
/// @param username what she signed in with; `platform` for the platform's own jobs
public record OperatorSession(String username) {

    /// The platform's own work on tenants, which nobody asks for at that moment.
    public static final OperatorSession PLATFORM = new OperatorSession("platform");
}
