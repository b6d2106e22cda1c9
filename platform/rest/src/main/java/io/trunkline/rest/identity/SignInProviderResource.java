package io.trunkline.rest.identity;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.tenancy.identity.SignInProviders.Naming;
import io.trunkline.tenancy.identity.SignInProviders.ProviderDraft;
import io.trunkline.tenancy.signin.SignInProvider;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The tenant's own provider of sign-ins.
@Path("/api/v1/sign-in-provider")
@Tag(name = "Sign-in")
@InTenant
@Authenticated
@RunOnVirtualThread
public class SignInProviderResource {

    private final SignInProvider provider;

    @Inject
    SignInProviderResource(SignInProvider provider) {
        this.provider = provider;
    }

    @GET
    @Operation(
            summary = "The tenant's own provider of sign-ins",
            description = "`linked` is false where it has none. The secret is never shown.")
    public ProviderJson get() {
        return provider.current()
                .map(found ->
                        new ProviderJson(
                                provider.managed(),
                                true,
                                found.issuer(),
                                found.clientId(),
                                found.naming()))
                .orElseGet(() -> new ProviderJson(provider.managed(), false, null, null, null));
    }

    @PUT
    @Operation(
            summary = "Link the tenant's own OpenID Connect provider, or change the link",
            description =
                    "A change without `secret` keeps the present one. People are known here as"
                            + " `<name there>.<tenant key>`.")
    public void link(ProviderBody body) {
        if (body.issuer() == null) {
            throw Parameters.invalid("issuer", "");
        }
        if (body.clientId() == null || body.clientId().isBlank()) {
            throw Parameters.invalid("clientId", "");
        }
        provider.link(
                new ProviderDraft(
                        body.issuer(),
                        body.clientId(),
                        body.secret(),
                        body.naming() == null ? Naming.USERNAME : body.naming()));
    }

    @DELETE
    @Operation(summary = "Unlink the tenant's own provider")
    public void unlink() {
        provider.unlink();
    }

    /// @param secret ours there; null keeps the present one
    public record ProviderBody(
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable String secret,
            @Nullable Naming naming) {}

    /// @param managed false where a person links providers by hand
    public record ProviderJson(
            boolean managed,
            boolean linked,
            @Nullable String issuer,
            @Nullable String clientId,
            @Nullable Naming naming) {}
}
