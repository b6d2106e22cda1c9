package io.trunkline.tenancy.identity;

/// The organizations of the identity provider: one per tenant, named by the tenant's key. Every
/// method can be repeated.
///
/// All throw [io.trunkline.spi.PluginException] `UNAVAILABLE` when the provider cannot be reached
/// in time.
public interface Organizations {

    /// Whether the platform keeps organizations and accounts itself. Where it does not, the methods
    /// that change something do nothing and a person does it in the provider's own screens.
    boolean managed();

    /// Creates the organization, or brings its name up to date.
    void create(String tenantKey, String name);

    /// A disabled one lets nobody sign in or refresh a token.
    void enable(String tenantKey, boolean enabled);

    /// Removes it; accounts that belong to no other organization are removed with it.
    void delete(String tenantKey);
}
