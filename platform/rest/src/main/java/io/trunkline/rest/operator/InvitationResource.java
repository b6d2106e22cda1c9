package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.tenant.FirstInvitations;
import io.trunkline.tenancy.tenant.FirstInvitations.Waiting;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Invitations of tenants' first administrators that could not be sent.
@Path("/api/v1/operator/tenants/{key}/invitations")
@Tag(name = "Operator")
@WithoutTenant("acts on tenants from outside, as the operator of the platform")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class InvitationResource {

    private final FirstInvitations invitations;

    @Inject
    InvitationResource(FirstInvitations invitations) {
        this.invitations = invitations;
    }

    @GET
    @Operation(
            summary = "Administrators whose invitation has yet to be sent",
            description =
                    "Those with whom an operator made the tenant; nobody else of it. `consentDue`"
                            + " for one who has not accepted with the code she was told.")
    public Page<Waiting> waiting(@PathParam("key") String key) {
        return new Page<>(invitations.waiting(key), null);
    }

    @POST
    @Operation(
            summary = "Send one of them again",
            description =
                    """
                    `mail` gets the link, and replaces an address that was mistyped; without it the answer
                    holds a password for one use, this once. Who has to agree is asked once more, by a new
                    `consentCode`, and needs neither. 404 for who waits for no invitation.
                    """)
    public InvitationJson send(@PathParam("key") String key, @Nullable Again body) {
        if (body == null || body.username() == null) {
            throw new PluginException(StandardErrorCode.INVALID, "username", "");
        }
        return InvitationJson.of(
                invitations.send(key, body.username(), Parameters.text(body.mail())));
    }

    /// @param username of whom to invite
    /// @param mail absent for a password in the answer
    public record Again(@Nullable String username, @Nullable String mail) {}
}
