package io.trunkline.core.handover;

import java.util.List;

/// Whose work goes to whom.
///
/// @param toMemberIds in turn; empty only when no customers are handed over: work of plugins then
///   goes back to where anyone may take it, and her reminders and approvals stay
/// @param customers the customers she owns
/// @param work what else waits for her: her reminders, approvals, and what plugins keep – tasks,
///   call-backs, tickets
/// @param reason for the log, empty for none
public record HandoverDraft(
        long fromMemberId, List<Long> toMemberIds, boolean customers, boolean work, String reason) {

    public HandoverDraft {
        toMemberIds = List.copyOf(toMemberIds);
    }
}
