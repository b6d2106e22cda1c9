package io.trunkline.rest.tenant;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.tenancy.member.ReceivedInvitations;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Tenants that want the caller as a member, besides those she belongs to.
@Path("/api/v1/invitations")
@Tag(name = "Caller")
@WithoutTenant("is about tenants the caller does not belong to yet, and her own answer alone")
@Authenticated
@RunOnVirtualThread
public class ReceivedInvitationsResource {

    private final Caller caller;
    private final ReceivedInvitations invitations;

    @Inject
    ReceivedInvitationsResource(Caller caller, ReceivedInvitations invitations) {
        this.caller = caller;
        this.invitations = invitations;
    }

    @GET
    @Operation(
            summary = "Invitations the caller has not answered, by the tenants' names; at most 20")
    public Page<InvitationJson> all() {
        return new Page<>(
                invitations.of(caller.username()).stream()
                        .map(one ->
                                new InvitationJson(
                                        new TenantJson(one.tenant().key(), one.tenant().name()),
                                        one.unit(),
                                        one.roles()))
                        .toList(),
                null);
    }

    @POST
    @Path("/{key}")
    @Operation(
            summary = "Accepts an invitation",
            description =
                    "With the code that who invited her told her; case and dashes do not matter. The"
                            + " next token names the tenant. 400 `INVITATION_CODE_WRONG`, 409"
                            + " `INVITATION_CODE_SPENT` after ten wrong ones or where she was"
                            + " invited without one, 404 where nobody invited the caller, 503 while"
                            + " the sign-in provider is away: the invitation stays then.")
    public void accept(@PathParam("key") String tenantKey, @Nullable AcceptBody body) {
        String code = body == null ? null : Parameters.text(body.code());
        invitations.accept(caller.username(), tenantKey, code == null ? "" : code);
    }

    @DELETE
    @Path("/{key}")
    @Operation(
            summary = "Declines an invitation",
            description = "Who invited her sees it, and may ask once more.")
    public void decline(@PathParam("key") String tenantKey) {
        invitations.decline(caller.username(), tenantKey);
    }

    /// @param code as who invited the caller told it
    public record AcceptBody(@Nullable String code) {}

    /// @param unit name of the unit the caller would belong to
    /// @param roles names of those she would have; of one that came with the product its key
    public record InvitationJson(TenantJson tenant, String unit, List<String> roles) {}
}
