package io.trunkline.tenancy.identity;

import java.util.Optional;

/// Clients as which other systems ask for tokens: each belongs to one tenant. What one may do is
/// the platform's to say; here it only proves who it is.
///
/// All throw [io.trunkline.spi.PluginException] `UNAVAILABLE` when the provider cannot be reached
/// in time. Every method can be repeated.
public interface MachineClients {

    /// As [Organizations#managed()].
    boolean managed();

    /// Makes the client and puts it into the tenant's organization; one that exists is brought up
    /// to date and given a new secret.
    ///
    /// @param clientId unique in the realm
    /// @param name for people
    /// @return its secret, shown once; empty where clients are kept by hand
    Optional<String> create(String tenantKey, String clientId, String name);

    /// A new secret; the old one is good for nothing from now on.
    ///
    /// @return empty where clients are kept by hand
    Optional<String> rotate(String tenantKey, String clientId);

    void remove(String tenantKey, String clientId);

    /// As what its tokens name it.
    static String username(String clientId) {
        return "service-account-" + clientId;
    }
}
