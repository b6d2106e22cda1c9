package io.trunkline.rest.approval;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalRules;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.approval.Approvals;
import io.trunkline.core.approval.Approvals.Box;
import io.trunkline.core.approval.StandIns;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What waits for a word of the caller, what she asked for, who stands in for her; and the steps.
@Path("/api/v1/approvals")
@Tag(name = "Approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@InTenant
@Authenticated
@RunOnVirtualThread
public class ApprovalResource {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final Approvals approvals;
    private final ApprovalRules rules;
    private final StandIns standIns;

    @Inject
    ApprovalResource(Approvals approvals, ApprovalRules rules, StandIns standIns) {
        this.approvals = approvals;
        this.rules = rules;
        this.standIns = standIns;
    }

    @GET
    @Operation(
            summary = "Requests for approval, newest first",
            description =
                    "`box`: `toDecide` (usual), `mine`, `spoken`; `open` and `stuck` need"
                            + " `approval.configure`.")
    public Page<ApprovalJson> list(
            @QueryParam("box") @Nullable String box,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Long before = Parameters.id("after", after);
        int size = Parameters.limit(limit, USUAL_LIMIT, MAX_LIMIT);
        List<ApprovalRequest> found =
                approvals.list(
                        Parameters.constant("box", box, Box.class, Box.TO_DECIDE),
                        before == null ? Long.MAX_VALUE : before,
                        size);
        String next = found.size() < size ? null : Long.toString(found.getLast().id());
        return new Page<>(found.stream().map(ApprovalJson::of).toList(), next);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One request, with what was said of it")
    public ApprovalDetailJson get(@PathParam("id") String id) {
        return ApprovalDetailJson.of(approvals.find(Parameters.pathId(id)));
    }

    @POST
    @Path("/{id}/decide")
    @Operation(
            summary = "Agrees to a request or refuses it",
            description =
                    "`step` is the one the caller was shown; 409 `DECIDED` when it is at another by"
                            + " now. A refusal needs a comment.")
    public ApprovalDetailJson decide(@PathParam("id") String id, @Nullable DecideBody body) {
        DecideBody said = require(body);
        long request = Parameters.pathId(id);
        Integer step = said.step();
        Boolean approved = said.approved();
        if (step == null) {
            throw Parameters.invalid("step", "");
        }
        if (approved == null) {
            throw Parameters.invalid("approved", "");
        }
        String comment = said.comment();
        return ApprovalDetailJson.of(
                approvals.decide(request, step, approved, comment == null ? "" : comment));
    }

    @POST
    @Path("/{id}/withdraw")
    @Operation(summary = "Takes a request of the caller's own back")
    public ApprovalDetailJson withdraw(@PathParam("id") String id) {
        return ApprovalDetailJson.of(approvals.withdraw(Parameters.pathId(id)));
    }

    @GET
    @Path("/stand-in")
    @Operation(summary = "Who decides in the caller's place; 404 for nobody")
    public StandInJson standIn() {
        return standIns.own()
                .map(StandInJson::of)
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    @PUT
    @Path("/stand-in")
    @Operation(summary = "Names who decides in the caller's place, from one day to another")
    public StandInJson nameStandIn(@Nullable StandInJson body) {
        StandIns.StandIn wanted = require(body).wanted();
        standIns.save(wanted);
        return StandInJson.of(wanted);
    }

    @DELETE
    @Path("/stand-in")
    @Operation(summary = "Nobody decides in the caller's place any more")
    public void removeStandIn() {
        standIns.save(null);
    }

    @GET
    @Path("/rules")
    @Operation(summary = "The steps of every kind of approval the tenant's plugins ask for")
    public Page<RuleJson> rules() {
        return new Page<>(rules.all().stream().map(RuleJson::of).toList(), null);
    }

    @PUT
    @Path("/rules")
    @Operation(
            summary = "Sets the steps of one kind; none means the usual one",
            description =
                    "Requests under way keep the steps they began with. 409 `STALE` when `version`"
                            + " is not the present one.")
    public RuleJson save(@Nullable RuleJson body) {
        RuleJson wanted = require(body);
        List<ApprovalStep> steps = wanted.steps();
        Integer version = wanted.version();
        if (steps == null) {
            throw Parameters.invalid("steps", "");
        }
        if (version == null) {
            throw Parameters.invalid("version", "");
        }
        return RuleJson.of(
                rules.save(
                        wanted.source() == null ? "" : wanted.source(),
                        wanted.kind() == null ? "" : wanted.kind(),
                        steps,
                        version));
    }

    private static <T> T require(@Nullable T body) {
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return body;
    }

    /// @param step index of the step, as the request was read
    /// @param comment at most 1,000 characters
    public record DecideBody(
            @Nullable Integer step, @Nullable Boolean approved, @Nullable String comment) {}

    /// @param from first day
    /// @param until last day
    public record StandInJson(
            @Nullable String memberId, @Nullable String from, @Nullable String until) {

        static StandInJson of(StandIns.StandIn one) {
            return new StandInJson(
                    Long.toString(one.memberId()), one.from().toString(), one.until().toString());
        }

        StandIns.StandIn wanted() {
            Long member = Parameters.id("memberId", memberId);
            LocalDate first = Parameters.date("from", from);
            LocalDate last = Parameters.date("until", until);
            if (member == null) {
                throw Parameters.invalid("memberId", "");
            }
            if (first == null) {
                throw Parameters.invalid("from", "");
            }
            if (last == null) {
                throw Parameters.invalid("until", "");
            }
            return new StandIns.StandIn(member, first, last);
        }
    }

    /// @param approver permission whose holders decide where no steps are set; not read
    public record RuleJson(
            @Nullable String source,
            @Nullable String kind,
            @Nullable String approver,
            @Nullable List<ApprovalStep> steps,
            @Nullable Integer version) {

        static RuleJson of(ApprovalRules.Rule rule) {
            return new RuleJson(
                    rule.source(),
                    rule.kind(),
                    rule.approver().key(),
                    rule.steps(),
                    rule.version());
        }
    }
}
