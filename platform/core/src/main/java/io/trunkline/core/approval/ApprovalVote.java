package io.trunkline.core.approval;

import java.time.Instant;

/// One word of one approver.
///
/// @param step index of the step
/// @param approverId whose right it was
/// @param decidedBy who spoke: the approver, who got her right with her work, or a stand-in
public record ApprovalVote(
        int step, long approverId, long decidedBy, boolean approved, String comment, Instant at) {}
