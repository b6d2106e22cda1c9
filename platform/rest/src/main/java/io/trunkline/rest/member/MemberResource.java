package io.trunkline.rest.member;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.member.Invitations;
import io.trunkline.tenancy.member.Invited;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberPage;
import io.trunkline.tenancy.member.MemberQuery;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The people who work in the tenant.
@Path("/api/v1/members")
@Tag(name = "Organization")
@InTenant
@Authenticated
@RunOnVirtualThread
public class MemberResource {

    private final Members members;
    private final MemberAdministration administration;
    private final Invitations invitations;
    private final OrgUnits orgUnits;

    @Inject
    MemberResource(
            Members members,
            MemberAdministration administration,
            Invitations invitations,
            OrgUnits orgUnits) {
        this.members = members;
        this.administration = administration;
        this.invitations = invitations;
        this.orgUnits = orgUnits;
    }

    @GET
    @Operation(
            summary = "Members, by name",
            description =
                    "With `permission`, for example `customer.view`: active members whose roles"
                            + " grant it, for everyone. Without: those the caller manages, page by"
                            + " page, with `q` (part of name or username), `state` (active,"
                            + " disabled) and `role` (an id). `orgUnit` keeps to that unit and what"
                            + " is below it.")
    public Page<MemberJson> list(
            @QueryParam("permission") @Nullable String permission,
            @QueryParam("orgUnit") @Nullable String orgUnit,
            @QueryParam("q") @Nullable String text,
            @QueryParam("state") @Nullable String state,
            @QueryParam("role") @Nullable String role,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Long unitId = Parameters.id("orgUnit", orgUnit);
        if (unitId != null && orgUnits.find(unitId).isEmpty()) {
            throw Parameters.invalid("orgUnit", "" + unitId);
        }
        if (permission != null) {
            long unit = unitId == null ? orgUnits.root().id() : unitId;
            return new Page<>(
                    members.withPermission(permission(permission), unit).stream()
                            .map(MemberJson::of)
                            .toList(),
                    null);
        }
        MemberPage page =
                administration.list(
                        new MemberQuery(
                                Parameters.text(text),
                                unitId,
                                state(state),
                                Parameters.id("role", role),
                                Parameters.id("after", after),
                                Parameters.limit(limit, 50, MemberQuery.MOST)));
        return new Page<>(
                page.members().stream().map(MemberJson::of).toList(),
                page.next() == null ? null : "" + page.next());
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "One member",
            description = "Who manages her gets all that is kept of her, others her name and unit.")
    public MemberJson get(@PathParam("id") String id) {
        long member = Parameters.pathId(id);
        MemberJson plain =
                members.find(member)
                        .map(MemberJson::of)
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        return administration.isManager()
                ? administration.find(member).map(MemberJson::of).orElse(plain)
                : plain;
    }

    @POST
    @Operation(
            summary = "Adds a member and invites her; answers 201 with her address",
            description =
                    "`mail` gets a link to set a password; without it the answer holds a password"
                            + " for one use, this once. An account that is there keeps its"
                            + " password; one that was made for another tenant belongs to this one"
                            + " when its owner agrees (`POST /invitations/{key}`), with the"
                            + " `consentCode` that the answer holds, this once: tell it to her in"
                            + " person. Where no mail could be sent, `invitation.notSentTo` says so;"
                            + " where the sign-in provider is away, `invitation` is null. The"
                            + " member is added in both cases, her `invitationDue` is true, and"
                            + " `POST …/invitation` tries again.")
    public RestResponse<InvitedJson> invite(@Nullable MemberBody body) {
        MemberBody wanted = require(body);
        Invited invited =
                invitations.invite(
                        wanted.username() == null ? "" : wanted.username(),
                        wanted.mail(),
                        wanted.draft());
        return RestResponse.ResponseBuilder.<InvitedJson>created(
                        URI.create("/api/v1/members/" + invited.member().id()))
                .entity(
                        new InvitedJson(
                                MemberJson.of(invited.member()),
                                InvitationJson.of(invited.invitation())))
                .build();
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Replaces what is kept of a member, her unit, position and roles included",
            description =
                    "`version` as read; 409 `STALE` when someone changed it since, 409"
                            + " `MEMBER_HAS_WORK` when she would leave her district while work waits"
                            + " for her and `workMayStay` is not true.")
    public MemberJson update(@PathParam("id") String id, @Nullable MemberBody body) {
        long member = Parameters.pathId(id);
        requireMember(member);
        MemberBody wanted = require(body);
        return MemberJson.of(
                administration.update(
                        member,
                        MemberBody.version(wanted.version()),
                        wanted.draft(),
                        Boolean.TRUE.equals(wanted.workMayStay())));
    }

    @POST
    @Path("/{id}/disable")
    @Operation(
            summary = "Shuts a member out at once",
            description =
                    "409 `MEMBER_HAS_WORK` when work waits for her and `workMayStay` is not true:"
                            + " hand it over first.")
    public MemberJson disable(@PathParam("id") String id, @Nullable StateBody body) {
        long member = Parameters.pathId(id);
        requireMember(member);
        StateBody wanted = require(body);
        return MemberJson.of(
                administration.disable(
                        member,
                        MemberBody.version(wanted.version()),
                        Boolean.TRUE.equals(wanted.workMayStay())));
    }

    @POST
    @Path("/{id}/enable")
    @Operation(summary = "Lets a disabled member in again")
    public MemberJson enable(@PathParam("id") String id, @Nullable StateBody body) {
        long member = Parameters.pathId(id);
        requireMember(member);
        return MemberJson.of(
                administration.enable(member, MemberBody.version(require(body).version())));
    }

    @POST
    @Path("/{id}/invitation")
    @Operation(
            summary = "Invites a member again whose invitation did not reach her",
            description =
                    "`mail` gets the link, and replaces an address that was mistyped; without it"
                            + " the answer holds a password for one use, this once. An account that"
                            + " someone entered keeps its password. Who has to agree is asked once"
                            + " more, by a new `consentCode`; the one before opens nothing then.")
    public InvitationJson inviteAgain(@PathParam("id") String id, @Nullable MailBody body) {
        Invitation invitation =
                invitations.again(Parameters.pathId(id), body == null ? null : body.mail());
        return InvitationJson.some(invitation);
    }

    @POST
    @Path("/{id}/password")
    @Operation(
            summary = "A new way in for a member who forgot her password",
            description =
                    "Her account's address gets a link. One without an address that was made for"
                            + " this tenant gets a password for one use, in the answer and this"
                            + " once; her old one opens nothing any more. 403 `ACCOUNT_SHARED` where"
                            + " another tenant made the account, `ROLE_NOT_DELEGABLE` for who has"
                            + " more rights than the caller may give; 409"
                            + " `PASSWORD_SET_MEANWHILE` for the later of two at once.")
    public InvitationJson resetPassword(@PathParam("id") String id) {
        return InvitationJson.some(invitations.reset(Parameters.pathId(id)));
    }

    private void requireMember(long id) {
        if (administration.find(id).isEmpty()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    private static @Nullable Boolean state(@Nullable String state) {
        return switch (state) {
            case null -> null;
            case "" -> null;
            case "active" -> Boolean.TRUE;
            case "disabled" -> Boolean.FALSE;
            default -> throw Parameters.invalid("state", state);
        };
    }

    private static Permission permission(String key) {
        try {
            return new Permission(key);
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("permission", key);
        }
    }

    private static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return body;
    }

    public record StateBody(@Nullable Integer version, @Nullable Boolean workMayStay) {}

    public record MailBody(@Nullable String mail) {}

    public record InvitedJson(MemberJson member, @Nullable InvitationJson invitation) {}

    /// @param created whether the account is new
    /// @param mailedTo where the link was sent; null when none was
    /// @param notSentTo where no link could be sent; null when nothing failed
    /// @param oneTimePassword shown this once; null when there is none
    /// @param consentDue whether she has an account of another tenant's and has to agree first
    /// @param consentCode to be told her, who is asked for it; shown this once, null for none
    public record InvitationJson(
            boolean created,
            @Nullable String mailedTo,
            @Nullable String notSentTo,
            @Nullable String oneTimePassword,
            boolean consentDue,
            @Nullable String consentCode) {

        static @Nullable InvitationJson of(@Nullable Invitation invitation) {
            return invitation == null ? null : some(invitation);
        }

        static InvitationJson some(Invitation invitation) {
            return new InvitationJson(
                    invitation.created(),
                    invitation.mailedTo(),
                    invitation.notSentTo(),
                    invitation.oneTimePassword(),
                    invitation.consentDue(),
                    invitation.consentCode());
        }
    }
}
