package io.trunkline.rest.serviceaccount;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.serviceaccount.ServiceAccount;
import io.trunkline.tenancy.serviceaccount.ServiceAccountDraft;
import io.trunkline.tenancy.serviceaccount.ServiceAccounts;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Machine clients of the tenant.
@Path("/api/v1/service-accounts")
@Tag(name = "Service accounts")
@InTenant
@Authenticated
@RunOnVirtualThread
public class ServiceAccountResource {

    private final ServiceAccounts accounts;

    @Inject
    ServiceAccountResource(ServiceAccounts accounts) {
        this.accounts = accounts;
    }

    @GET
    @Operation(
            summary = "The tenant's machine clients, the latest made first",
            description = "At most 200, revoked ones included.")
    public Page<ServiceAccountJson> all() {
        return new Page<>(accounts.all().stream().map(ServiceAccountJson::of).toList(), null);
    }

    @POST
    @Operation(
            summary = "Make a machine client",
            description =
                    "The answer holds its secret, which is shown this once. `secret` is null where"
                            + " clients are made by hand in the identity provider.")
    public Response create(ServiceAccountBody body) {
        return Response.status(Response.Status.CREATED)
                .entity(IssuedJson.of(accounts.create(body.draft())))
                .build();
    }

    @POST
    @Path("/{id}/secret")
    @Operation(
            summary = "Give a machine client a new secret",
            description = "The old one is good for nothing at once.")
    public IssuedJson rotate(@PathParam("id") String id) {
        return IssuedJson.of(accounts.rotate(Parameters.pathId(id)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Revoke a machine client for good",
            description = "Effective within two seconds, for tokens it holds as well.")
    public void revoke(@PathParam("id") String id) {
        accounts.revoke(Parameters.pathId(id));
    }

    /// @param key what stands behind the tenant's key in the client id
    /// @param expiresAt null where it has no end
    public record ServiceAccountBody(
            @Nullable String key,
            @Nullable String name,
            @Nullable List<String> permissions,
            RowScope.@Nullable Kind scope,
            @Nullable String orgUnitId,
            @Nullable Instant expiresAt) {

        ServiceAccountDraft draft() {
            return new ServiceAccountDraft(
                    key == null ? "" : key,
                    name == null ? "" : name,
                    permissions == null ? List.of() : permissions,
                    scope == null ? RowScope.Kind.OWN : scope,
                    Parameters.id("orgUnitId", orgUnitId),
                    expiresAt);
        }
    }

    public record ServiceAccountJson(
            String id,
            String name,
            String clientId,
            List<String> permissions,
            RowScope.Kind scope,
            String orgUnitId,
            boolean revoked,
            @Nullable Instant expiresAt,
            Instant createdAt,
            String createdBy,
            Instant rotatedAt) {

        static ServiceAccountJson of(ServiceAccount account) {
            return new ServiceAccountJson(
                    "" + account.id(),
                    account.name(),
                    account.clientId(),
                    account.permissions(),
                    account.scope(),
                    "" + account.orgUnitId(),
                    account.revoked(),
                    account.expiresAt(),
                    account.createdAt(),
                    account.createdBy(),
                    account.rotatedAt());
        }
    }

    /// @param secret shown this once
    public record IssuedJson(ServiceAccountJson account, @Nullable String secret) {

        static IssuedJson of(ServiceAccounts.Issued issued) {
            return new IssuedJson(ServiceAccountJson.of(issued.account()), issued.secret());
        }
    }
}
