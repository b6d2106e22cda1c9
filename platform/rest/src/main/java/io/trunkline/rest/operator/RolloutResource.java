package io.trunkline.rest.operator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollouts;
import io.trunkline.pluginhost.RolloutRules;
import io.trunkline.rest.paging.Page;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.tenant.WithoutTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Releases that take another one's place tenant by tenant.
@Path("/api/v1/operator/plugins/{plugin}/rollouts")
@Tag(name = "Operator")
@WithoutTenant("concerns the platform, not a tenant's data")
@AsOperator
@RolesAllowed("operator")
@RunOnVirtualThread
public class RolloutResource {

    private static final List<Integer> USUAL_SHARES = List.of(1, 10, 100);

    private final PluginRollouts rollouts;

    @Inject
    RolloutResource(PluginRollouts rollouts) {
        this.rollouts = rollouts;
    }

    @GET
    @Operation(
            summary = "The roll-outs of a plugin, the latest first",
            description =
                    "At most fifty. `fresh` are the calls into the release since it began, `old`"
                            + " those into the one before; `slowMillis` is what 95 of 100 calls"
                            + " took at most. `reason` tells why it was taken back: FAILURES"
                            + " (failed calls, calls, percent, the other's percent), LATENCY"
                            + " (milliseconds, the other's), NODE (the node, why), OPERATOR (who).")
    public Page<RolloutJson> rollouts(@PathParam("plugin") String plugin) {
        return new Page<>(rollouts.of(plugin).stream().map(RolloutJson::of).toList(), null);
    }

    @POST
    @Operation(
            summary = "Rolls a release out tenant by tenant",
            description =
                    "First to `tenants`, where any are named, then to growing shares (`percents`,"
                            + " by default 1, 10, 100) of the tenants that use the plugin. Each"
                            + " step is watched for `holdSeconds` (600) and `leastCalls` (20)"
                            + " calls, then the next begins. It is taken back by itself when three"
                            + " calls or more failed and their share exceeds the other's by"
                            + " `failureMargin` percent points (2), when its 95th percentile is"
                            + " more than `latencyFactor` times the other's (2) and 100 ms more, or"
                            + " when a node cannot build it. 400 `ROLLOUT_STEPS`, `ROLLOUT_TENANT`,"
                            + " 404 `RELEASE_UNKNOWN`, 409 `ROLLOUT_OPEN`, `ROLLOUT_POINTLESS`,"
                            + " `RELEASE_TOO_OLD`, `RELEASE_TOO_NEW`.")
    public RestResponse<RolloutJson> start(
            @PathParam("plugin") String plugin, @Nullable RolloutBody body) {
        String version = body == null ? null : Parameters.text(body.version());
        if (body == null || version == null) {
            throw new PluginException(StandardErrorCode.INVALID, "version", "");
        }
        return RestResponse.status(
                RestResponse.Status.CREATED,
                RolloutJson.of(rollouts.start(plugin, version, body.steps(), body.rules())));
    }

    @POST
    @Path("/next")
    @Operation(
            summary = "Takes the roll-out on to its next step, or to its end",
            description = "404 `ROLLOUT_UNKNOWN`.")
    public RolloutJson next(@PathParam("plugin") String plugin) {
        return RolloutJson.of(rollouts.next(plugin));
    }

    @POST
    @Path("/pause")
    @Operation(
            summary = "Keeps the roll-out at its step; a fault still takes it back",
            description = "404 `ROLLOUT_UNKNOWN`.")
    public RolloutJson pause(@PathParam("plugin") String plugin) {
        return RolloutJson.of(rollouts.pause(plugin));
    }

    @POST
    @Path("/resume")
    @Operation(summary = "Lets a paused roll-out go on", description = "404 `ROLLOUT_UNKNOWN`.")
    public RolloutJson resume(@PathParam("plugin") String plugin) {
        return RolloutJson.of(rollouts.resume(plugin));
    }

    @POST
    @Path("/take-back")
    @Operation(
            summary = "Lets the release before serve everyone again",
            description = "404 `ROLLOUT_UNKNOWN`.")
    public RolloutJson takeBack(@PathParam("plugin") String plugin) {
        return RolloutJson.of(rollouts.takeBack(plugin));
    }

    /// @param tenants keys; null for none
    /// @param percents null for the usual ones
    public record RolloutBody(
            @Nullable String version,
            @Nullable List<String> tenants,
            @Nullable List<Integer> percents,
            @Nullable Integer holdSeconds,
            @Nullable Integer leastCalls,
            @Nullable Double failureMargin,
            @Nullable Double latencyFactor) {

        List<PluginRollout.Step> steps() {
            List<PluginRollout.Step> steps = new ArrayList<>();
            if (tenants != null && !tenants.isEmpty()) {
                steps.add(new PluginRollout.Step(tenants, 0));
            }
            for (int percent : percents == null ? USUAL_SHARES : percents) {
                steps.add(new PluginRollout.Step(List.of(), percent));
            }
            return steps;
        }

        RolloutRules rules() {
            RolloutRules usual = RolloutRules.USUAL;
            return new RolloutRules(
                    holdSeconds == null ? usual.holdSeconds() : holdSeconds,
                    leastCalls == null ? usual.leastCalls() : leastCalls,
                    failureMargin == null ? usual.failureMargin() : failureMargin,
                    latencyFactor == null ? usual.latencyFactor() : latencyFactor);
        }
    }

    /// @param tenants how many are served by it, or were last
    /// @param step index in `steps`
    public record RolloutJson(
            String id,
            String plugin,
            String version,
            String from,
            List<PluginRollout.Step> steps,
            int step,
            int tenants,
            RolloutRules rules,
            PluginRollout.State state,
            PluginRollout.@Nullable Reason reason,
            PluginRollout.Calls fresh,
            PluginRollout.Calls old,
            Instant startedAt,
            String startedBy,
            Instant stepAt,
            @Nullable Instant endedAt) {

        static RolloutJson of(PluginRollout rollout) {
            return new RolloutJson(
                    Long.toString(rollout.id()),
                    rollout.pluginId(),
                    rollout.version(),
                    rollout.from(),
                    rollout.steps(),
                    rollout.step(),
                    rollout.tenants(),
                    rollout.rules(),
                    rollout.state(),
                    rollout.reason(),
                    rollout.fresh(),
                    rollout.old(),
                    rollout.startedAt(),
                    rollout.startedBy(),
                    rollout.stepAt(),
                    rollout.endedAt());
        }
    }
}
