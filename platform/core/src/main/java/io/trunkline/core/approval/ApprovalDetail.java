package io.trunkline.core.approval;

import java.util.List;

/// A request with what was said of it.
///
/// @param votes oldest first
/// @param approvers ids of who can decide the present step; empty once it is decided
/// @param mayDecide whether the caller can, for herself or in someone's place
/// @param own whether the caller asked for it
public record ApprovalDetail(
        ApprovalRequest request,
        List<ApprovalVote> votes,
        List<Long> approvers,
        boolean mayDecide,
        boolean own) {}
