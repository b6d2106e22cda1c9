package io.trunkline.tenancy.signin;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.identity.IdentityError;
import io.trunkline.tenancy.identity.SignInProviders;
import io.trunkline.tenancy.identity.SignInProviders.Provider;
import io.trunkline.tenancy.identity.SignInProviders.ProviderDraft;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The tenant's own provider of sign-ins, for who holds `tenant.settings`. It proves who someone
/// is; whether she gets in is still a matter of the tenant's members. Nothing of it is kept here,
/// its secret least of all.
@ApplicationScoped
public class SignInProvider {

    private final SignInProviders providers;
    private final TenantDatabase database;
    private final Audit audit;
    private final boolean httpAllowed;

    @Inject
    public SignInProvider(
            SignInProviders providers,
            TenantDatabase database,
            Audit audit,
            @ConfigProperty(
                            name = "trunkline.sign-in-provider.http-allowed",
                            defaultValue = "false")
                    boolean httpAllowed) {
        this.providers = providers;
        this.database = database;
        this.audit = audit;
        this.httpAllowed = httpAllowed;
    }

    /// Whether the platform can link one; else a person does it in the identity provider.
    public boolean managed() {
        return providers.managed();
    }

    /// @throws PluginException `FORBIDDEN`, `UNAVAILABLE`
    public Optional<Provider> current() {
        return providers.of(require().tenant().key());
    }

    /// @throws PluginException one of [IdentityError]; `FORBIDDEN`, `UNAVAILABLE`
    public void link(ProviderDraft draft) {
        Session session = require();
        String issuer = address(draft.issuer());
        String secret = draft.secret() == null || draft.secret().isBlank() ? null : draft.secret();
        providers.link(
                session.tenant().key(),
                new ProviderDraft(issuer, draft.clientId().strip(), secret, draft.naming()));
        record("sign-in-provider.link", issuer);
    }

    /// Who signed in through it needs a password from now on.
    public void unlink() {
        Session session = require();
        Optional<Provider> present = providers.of(session.tenant().key());
        providers.unlink(session.tenant().key());
        present.ifPresent(provider -> record("sign-in-provider.unlink", provider.issuer()));
    }

    /// Keycloak fetches from it, so it must not be lured to its neighbours in the clear.
    private String address(String issuer) {
        String stripped = issuer.strip().replaceAll("/+$", "");
        URI uri;
        try {
            uri = URI.create(stripped);
        } catch (IllegalArgumentException malformed) {
            throw new PluginException(malformed, IdentityError.PROVIDER_ADDRESS, stripped);
        }
        boolean allowed =
                "https".equals(uri.getScheme()) || (httpAllowed && "http".equals(uri.getScheme()));
        if (!allowed
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw new PluginException(IdentityError.PROVIDER_ADDRESS, stripped);
        }
        return stripped;
    }

    private void record(String action, @Nullable String issuer) {
        Session session = TenantRunner.current();
        database.inTransaction(handle -> {
            audit.record(
                    handle,
                    action,
                    "tenant",
                    session.tenant().id(),
                    null,
                    "{\"issuer\":\"" + issuer + "\"}");
            return true;
        });
    }

    /// Who decides which provider speaks for the tenant's people could enter as any of them.
    private static Session require() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.ROLE_MANAGE);
        return session;
    }
}
