package io.trunkline.rest.operator;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.problem.ProblemFactory;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.config.TenantFile;
import io.trunkline.tenancy.config.TenantPlan;
import io.trunkline.tenancy.config.TenantPlans;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Tenants as files: what applying them would do, and doing exactly that.
@Path("/api/v1/operator/tenants")
@Tag(name = "Operator")
@WithoutTenant("acts on tenants from outside, as the operator of the platform")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class PlanResource {

    private final TenantPlans plans;
    private final ProblemFactory texts;
    private final HttpHeaders headers;

    @Inject
    PlanResource(TenantPlans plans, ProblemFactory texts, HttpHeaders headers) {
        this.plans = plans;
        this.texts = texts;
        this.headers = headers;
    }

    @POST
    @Path("/plan")
    @Operation(
            summary = "What applying these files would do",
            description =
                    """
                    Compares each file with the database and with what was last applied. `drift` marks what was changed
                    on a screen since, and would be overwritten. Of a new tenant everything that would be made is listed, the
                    defaults' roles too. Changes nothing. Tenants without a file are not touched.
                    """)
    public PlanJson plan(@Nullable Files body) {
        Files files = given(body);
        return json(plans.plan(files.files(), files.defaults()));
    }

    @POST
    @Path("/apply")
    @Operation(
            summary = "Do what a plan showed",
            description =
                    """
                    Takes the same files and the plan's digest; 409 when the plan would differ by now, or the files are not
                    those it was made of. Each tenant is one transaction. A plan made afterwards is empty.
                    """)
    public PlanJson apply(@Nullable Files body) {
        Files files = given(body);
        if (files.digest() == null) {
            throw new PluginException(StandardErrorCode.INVALID, "digest", "");
        }
        return json(plans.apply(files.files(), files.defaults(), files.digest()));
    }

    private PlanJson json(TenantPlans.Plan plan) {
        return PlanJson.of(
                plan, texts.locale(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static Files given(@Nullable Files body) {
        if (body == null) {
            throw new PluginException(StandardErrorCode.INVALID, "files", "");
        }
        return body;
    }

    /// @param files texts of `tenants/<key>.yaml`, by their names
    /// @param defaults text of `defaults.yaml`; absent for the shipped one
    /// @param digest of the plan to be applied; not for planning
    public record Files(
            List<TenantFile> files, @Nullable String defaults, @Nullable String digest) {

        public Files {
            files = files == null ? List.of() : List.copyOf(files);
        }
    }

    /// @param digest to be sent for applying; null while there are problems
    /// @param tenants those that would change
    /// @param unchanged how many need nothing
    /// @param problems what is wrong in the files
    public record PlanJson(
            @Nullable String digest,
            List<TenantPlanJson> tenants,
            int unchanged,
            List<FileProblemJson> problems) {

        static PlanJson of(TenantPlans.Plan plan, Locale locale) {
            List<TenantPlanJson> tenants = new ArrayList<>();
            plan.tenants().forEach(tenant -> tenants.add(TenantPlanJson.of(tenant)));
            return new PlanJson(
                    plan.digest(),
                    tenants,
                    plan.unchanged(),
                    FileProblemJson.of(plan.problems(), locale));
        }
    }

    /// See [TenantPlan].
    public record TenantPlanJson(
            String key,
            boolean isNew,
            List<ChangeJson> changes,
            List<String> kept,
            List<TenantPlan.Refusal> refusals) {

        static TenantPlanJson of(TenantPlan plan) {
            return new TenantPlanJson(
                    plan.key(),
                    plan.isNew(),
                    plan.changes().stream().map(ChangeJson::of).toList(),
                    plan.kept(),
                    plan.refusals());
        }
    }

    /// See [TenantPlan.Change].
    public record ChangeJson(
            TenantPlan.Step step,
            String item,
            @Nullable String field,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after,
            boolean drift) {

        static ChangeJson of(TenantPlan.Change change) {
            return new ChangeJson(
                    change.step(),
                    change.item(),
                    change.field(),
                    change.before(),
                    change.after(),
                    change.drift());
        }
    }
}
