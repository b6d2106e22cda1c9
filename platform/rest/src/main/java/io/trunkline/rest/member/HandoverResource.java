package io.trunkline.rest.member;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.core.handover.Handover;
import io.trunkline.core.handover.HandoverDraft;
import io.trunkline.core.handover.Handovers;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.rest.problem.RestError;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.work.WorkCount;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// A member's customers and open work, given to others.
@Path("/api/v1/members/{id}/handover")
@Tag(name = "Organization")
@InTenant
@Authenticated
@RunOnVirtualThread
public class HandoverResource {

    private final Handovers handovers;

    @Inject
    HandoverResource(Handovers handovers) {
        this.handovers = handovers;
    }

    @GET
    @Operation(
            summary = "What waits for a member, and how far her last handover is",
            description = "Kinds of work without any are left out.")
    public StateJson state(@PathParam("id") String id) {
        long member = Parameters.pathId(id);
        List<WorkCount> open = handovers.preview(member);
        return new StateJson(open, handovers.latest(member).map(HandoverJson::of).orElse(null));
    }

    @POST
    @Operation(
            summary = "Hands a member's customers and open work over, in the background",
            description =
                    "Everything goes to `toMemberIds` in turn. Without receivers, `work` alone goes"
                            + " back to where anyone may take it.")
    public HandoverJson start(@PathParam("id") String id, @Nullable HandoverBody body) {
        long member = Parameters.pathId(id);
        handovers.preview(member);
        if (body == null) {
            throw new PluginException(RestError.BODY_MALFORMED, "");
        }
        return HandoverJson.of(
                handovers.start(
                        new HandoverDraft(
                                member,
                                MemberBody.ids("toMemberIds", body.toMemberIds()),
                                Boolean.TRUE.equals(body.customers()),
                                Boolean.TRUE.equals(body.work()),
                                body.reason() == null ? "" : body.reason().strip())));
    }

    /// @param customers the customers she owns
    /// @param work what plugins keep for her
    /// @param reason for the log
    public record HandoverBody(
            @Nullable List<String> toMemberIds,
            @Nullable Boolean customers,
            @Nullable Boolean work,
            @Nullable String reason) {}

    /// @param latest null when there was none
    public record StateJson(List<WorkCount> open, @Nullable HandoverJson latest) {}

    /// @param total customers there were to hand over
    /// @param done customers that have their new owner
    /// @param finishedAt null while it runs
    public record HandoverJson(
            String id,
            List<String> toMemberIds,
            boolean customers,
            boolean work,
            String reason,
            long total,
            long done,
            Instant createdAt,
            @Nullable Instant finishedAt) {

        static HandoverJson of(Handover handover) {
            return new HandoverJson(
                    "" + handover.id(),
                    handover.toMemberIds().stream().map(String::valueOf).toList(),
                    handover.customers(),
                    handover.work(),
                    handover.reason(),
                    handover.total(),
                    handover.done(),
                    handover.createdAt(),
                    handover.finishedAt());
        }
    }
}
