package io.trunkline.rest.signin;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.tenancy.signin.SignIn;
import io.trunkline.tenancy.signin.SignIns;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Who is signed in at the screens, and ending that from afar.
@Path("/api/v1/sign-ins")
@Tag(name = "Sign-in")
@InTenant
@Authenticated
@RunOnVirtualThread
public class SignInResource {

    private final SignIns signIns;

    @Inject
    SignInResource(SignIns signIns) {
        this.signIns = signIns;
    }

    @GET
    @Operation(
            summary = "Sign-ins of the members in the caller's units, the last used first",
            description = "At most 200.")
    public Page<SignInJson> inReach() {
        return new Page<>(signIns.inReach().stream().map(SignInJson::of).toList(), null);
    }

    @GET
    @Path("/mine")
    @Operation(summary = "The caller's own sign-ins, the last used first")
    public Page<SignInJson> own() {
        return new Page<>(signIns.own().stream().map(SignInJson::of).toList(), null);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "End a sign-in",
            description =
                    "One's own, or with `member.manage` that of a member in one's units; effective"
                            + " within two seconds.")
    public void end(@PathParam("id") String id) {
        signIns.end(Parameters.pathId(id));
    }

    @DELETE
    @Path("/members/{id}")
    @Operation(
            summary = "End everything a member has",
            description = "Her screens, and every token made until now.")
    public void endAll(@PathParam("id") String id) {
        signIns.endAll(Parameters.pathId(id));
    }

    /// @param device what the browser says of itself
    public record SignInJson(
            String id,
            String memberId,
            String memberName,
            String orgUnitId,
            String address,
            String device,
            Instant firstSeenAt,
            Instant lastSeenAt) {

        static SignInJson of(SignIn signIn) {
            return new SignInJson(
                    "" + signIn.id(),
                    "" + signIn.memberId(),
                    signIn.memberName(),
                    "" + signIn.orgUnitId(),
                    signIn.address(),
                    signIn.device(),
                    signIn.firstSeenAt(),
                    signIn.lastSeenAt());
        }
    }
}
