package io.trunkline.core.approval;

import io.trunkline.spi.ApprovalFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that waits for an approval, or did.
///
/// @param source plugin that asked, `platform` for the platform
/// @param requesterId who asked; null for a rule
/// @param requesterUnitId the unit she belonged to when she asked
/// @param steps those it began with, without those its amount leaves out
/// @param step index of the step it is at, or was decided at
/// @param stepDue when the step's time is up; null for never
/// @param reminded how often time was up at this step
/// @param stuck fewer can decide than have to agree: an administrator must see to it
/// @param decidedBy who had the last word; null while open, and for a rule
/// @param comment the last word
public record ApprovalRequest(
        long id,
        String source,
        String kind,
        String key,
        @Nullable Long requesterId,
        long requesterUnitId,
        String title,
        List<ApprovalFact> facts,
        @Nullable Long amount,
        String route,
        List<ApprovalStep> steps,
        int step,
        @Nullable Instant stepDue,
        int reminded,
        boolean stuck,
        State state,
        Instant createdAt,
        @Nullable Instant decidedAt,
        @Nullable Long decidedBy,
        String comment) {

    public enum State {
        OPEN,
        APPROVED,
        REFUSED,
        EXPIRED,
        WITHDRAWN
    }

    public ApprovalStep currentStep() {
        return steps.get(step);
    }
}
