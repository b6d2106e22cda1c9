package io.trunkline.rest.approval;

import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.spi.ApprovalFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request in a list.
///
/// @param facts their labels are keys of texts of the source
/// @param step index of the step it is at
/// @param stuck fewer can decide than have to agree
public record ApprovalJson(
        String id,
        String source,
        String kind,
        String key,
        @Nullable String requesterId,
        String title,
        List<ApprovalFact> facts,
        @Nullable Long amount,
        String route,
        List<ApprovalStep> steps,
        int step,
        @Nullable Instant stepDue,
        boolean stuck,
        ApprovalRequest.State state,
        Instant createdAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        String comment) {

    static ApprovalJson of(ApprovalRequest request) {
        return new ApprovalJson(
                Long.toString(request.id()),
                request.source(),
                request.kind(),
                request.key(),
                text(request.requesterId()),
                request.title(),
                request.facts(),
                request.amount(),
                request.route(),
                request.steps(),
                request.step(),
                request.stepDue(),
                request.stuck(),
                request.state(),
                request.createdAt(),
                request.decidedAt(),
                text(request.decidedBy()),
                request.comment());
    }

    private static @Nullable String text(@Nullable Long id) {
        return id == null ? null : id.toString();
    }
}
