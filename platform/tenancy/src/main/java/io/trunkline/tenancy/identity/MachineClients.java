package io.trunkline.tenancy.identity;

import java.util.Optional;

/// Clients as which other systems ask for tokens: each belongs to one tenant. What one may do is
/// the platform's to say; here it only proves who it is.
///
/// All throw [io.trunkline.spi.PluginException] `UNAVAILABLE` when the provider cannot be reached
/// in time. Every method can be repeated.
public interface MachineClients {

    /// How the provider names the accounts of clients.
    String ACCOUNT = "service-account-";

    /// As [Organizations#managed()].
    boolean managed();

    /// Makes the client, whose tokens name the tenant and no other; one that exists is given a new
    /// secret.
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
        return ACCOUNT + clientId;
    }

    /// Whether an account of this name is a machine's.
    static boolean isMachine(String username) {
        return username.startsWith(ACCOUNT);
    }
}
