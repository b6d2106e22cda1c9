package io.trunkline.tenancy.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tenant's own OpenID Connect provider, at most one each. Who comes from it is named `<name
/// there>.<tenant key>` here, so that it can speak for nobody of another tenant, whatever it
/// claims.
///
/// All throw [io.trunkline.spi.PluginException] `UNAVAILABLE` when the provider of the platform
/// cannot be reached in time. Every method can be repeated.
public interface SignInProviders {

    /// As [Organizations#managed()].
    boolean managed();

    Optional<Provider> of(String tenantKey);

    /// Links it, or changes the present link.
    ///
    /// @throws io.trunkline.spi.PluginException [IdentityError#PROVIDER_UNREADABLE] when its
    ///   address tells nothing of an OpenID Connect provider
    void link(String tenantKey, ProviderDraft draft);

    void unlink(String tenantKey);

    /// Which of its claims names a person.
    enum Naming {
        /// `preferred_username`
        USERNAME,
        /// what stands before the @ of `email`
        MAIL
    }

    /// @param clientId as what we are known there
    record Provider(String issuer, String clientId, Naming naming) {}

    /// @param issuer its address; below it stands `/.well-known/openid-configuration`
    /// @param secret ours there; null keeps the present one
    record ProviderDraft(String issuer, String clientId, @Nullable String secret, Naming naming) {}
}
