package io.trunkline.tenancy.identity;

/// The provider's own sessions of people. Ending one there keeps a browser from signing in again
/// without a password, and a refresh token from working.
///
/// All throw [io.trunkline.spi.PluginException] `UNAVAILABLE` when the provider cannot be reached
/// in time. Every method can be repeated.
public interface SignInSessions {

    /// As [Organizations#managed()].
    boolean managed();

    /// @param sid as the token's claim of that name
    void end(String sid);
}
