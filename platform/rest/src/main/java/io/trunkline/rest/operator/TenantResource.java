package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.ProblemFactory;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.config.TenantConfigProblems;
import io.trunkline.tenancy.config.TenantDraft;
import io.trunkline.tenancy.tenant.TenantFacts;
import io.trunkline.tenancy.tenant.TenantLife;
import io.trunkline.tenancy.tenant.TenantState;
import io.trunkline.tenancy.tenant.Tenants;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The life of tenants. Every operation can be repeated and then answers the same.
@Path("/api/v1/operator/tenants")
@Tag(name = "Operator")
@WithoutTenant("acts on tenants from outside, as the operator of the platform")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class TenantResource {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final Tenants tenants;
    private final TenantLife life;
    private final TenantConfigProblems problems;
    private final ProblemFactory texts;
    private final HttpHeaders headers;

    @Inject
    TenantResource(
            Tenants tenants,
            TenantLife life,
            TenantConfigProblems problems,
            ProblemFactory texts,
            HttpHeaders headers) {
        this.texts = texts;
        this.headers = headers;
        this.tenants = tenants;
        this.life = life;
        this.problems = problems;
    }

    @GET
    @Operation(
            summary = "The tenants of this installation, and what is wrong in their files",
            description =
                    "By key, 200 at most a page. Without `state` all but deleted ones. Nothing of what belongs to a tenant.")
    public TenantPage list(
            @QueryParam("q") @Nullable String matching,
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        int size = Parameters.limit(limit, USUAL, MOST);
        Collection<TenantState> states =
                state == null || state.isBlank()
                        ? List.of()
                        : EnumSet.of(
                                Parameters.constant(
                                        "state", state, TenantState.class, TenantState.ACTIVE));
        List<TenantFacts> found =
                tenants.list(Parameters.text(after), Parameters.text(matching), states, size + 1);
        boolean more = found.size() > size;
        return new TenantPage(
                found.stream().limit(size).map(TenantJson::of).toList(),
                more ? found.get(size - 1).key() : null,
                FileProblemJson.of(
                        problems.all(),
                        texts.locale(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    @POST
    @Operation(
            summary = "Create a tenant: organization, default roles, first administrator",
            description =
                    """
                    Repeated with the same body after a failure it does what is missing. `invitation` says how the
                    administrator gets in: by the mail that was sent, or by a password for one use, shown here once.
                    One whose account was made for another tenant accepts with `consentCode`, shown here once too.
                    Where no mail could be sent, `notSentTo` names its address, the tenant is there all the same, and
                    `…/invitations` sends it again.
                    """)
    public RestResponse<CreatedTenant> create(@Nullable NewTenant body) {
        NewTenant tenant = required(body, "body");
        NewAdministrator first = required(tenant.administrator(), "administrator");
        TenantLife.Created created =
                life.create(
                        new TenantDraft(
                                required(tenant.key(), "key"),
                                required(tenant.name(), "name").strip(),
                                required(tenant.locale(), "locale"),
                                required(tenant.zone(), "zone"),
                                orNone(tenant.districts()),
                                orNone(tenant.plugins()),
                                new TenantDraft.Administrator(
                                        required(first.username(), "administrator.username"),
                                        required(first.displayName(), "administrator.displayName"),
                                        Parameters.text(first.mail()))));
        return RestResponse.status(
                created.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK,
                new CreatedTenant(
                        TenantJson.of(created.tenant()), InvitationJson.of(created.invitation())));
    }

    @GET
    @Path("/{key}")
    @Operation(summary = "One tenant, deleted ones too")
    public TenantJson get(@PathParam("key") String key) {
        return TenantJson.of(tenants.get(key));
    }

    @PUT
    @Path("/{key}/branding")
    @Operation(
            summary = "Set short name and accent colour",
            description = "Absent ones fall back to the name and the product's colour.")
    public TenantJson brand(@PathParam("key") String key, @Nullable Branding body) {
        Branding branding = required(body, "body");
        return TenantJson.of(
                life.brand(
                        key,
                        required(branding.version(), "version"),
                        Parameters.text(branding.shortName()),
                        Parameters.text(branding.accent())));
    }

    @POST
    @Path("/{key}/suspend")
    @Operation(
            summary = "Keep everyone out and everything of the tenant from running",
            description =
                    "Within two seconds on every node. What waits goes on when it is resumed.")
    public TenantJson suspend(@PathParam("key") String key, @Nullable Reason reason) {
        return TenantJson.of(life.suspend(key, text(reason)));
    }

    @POST
    @Path("/{key}/resume")
    @Operation(summary = "Open a suspended or archived tenant again")
    public TenantJson resume(@PathParam("key") String key, @Nullable Reason reason) {
        return TenantJson.of(life.resume(key, text(reason)));
    }

    @POST
    @Path("/{key}/archive")
    @Operation(summary = "Close a tenant for good; nothing of it is removed")
    public TenantJson archive(@PathParam("key") String key, @Nullable Reason reason) {
        return TenantJson.of(life.archive(key, text(reason)));
    }

    @POST
    @Path("/{key}/delete")
    @Operation(
            summary = "Close a tenant, and remove everything of it after the grace period",
            description = "`eraseAfter` in the answer says when. Until then it can be called back.")
    public TenantJson delete(@PathParam("key") String key, @Nullable Reason reason) {
        return TenantJson.of(life.delete(key, text(reason)));
    }

    @POST
    @Path("/{key}/cancel-delete")
    @Operation(summary = "Call a tenant back that waits for its deletion")
    public TenantJson cancelDelete(@PathParam("key") String key, @Nullable Reason reason) {
        return TenantJson.of(life.cancelDelete(key, text(reason)));
    }

    private static String text(@Nullable Reason reason) {
        return required(required(reason, "body").reason(), "reason");
    }

    private static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new PluginException(StandardErrorCode.INVALID, name, "");
        }
        return value;
    }

    /// @param next what to send as `after` for the page that follows; null at the end
    /// @param problems what the last start found wrong in the tenants' files
    public record TenantPage(
            List<TenantJson> items, @Nullable String next, List<FileProblemJson> problems) {}

    /// @param key lower case letters, digits, hyphens; never changed, never used again
    /// @param locale `zh-CN` or `en`
    /// @param districts to begin with; may be absent
    /// @param plugins to enable; may be absent
    public record NewTenant(
            @Nullable String key,
            @Nullable String name,
            @Nullable String locale,
            @Nullable String zone,
            @Nullable List<String> districts,
            @Nullable List<String> plugins,
            @Nullable NewAdministrator administrator) {}

    /// @param mail where her invitation goes; absent for a password in the answer
    public record NewAdministrator(
            @Nullable String username, @Nullable String displayName, @Nullable String mail) {}

    public record CreatedTenant(TenantJson tenant, InvitationJson invitation) {}

    /// @param accent `#RRGGBB`, at least 4.5:1 to white
    public record Branding(
            @Nullable Integer version, @Nullable String shortName, @Nullable String accent) {}

    /// @param reason for the audit trail and, where it keeps people out, for the operator's list
    public record Reason(@Nullable String reason) {}
}
