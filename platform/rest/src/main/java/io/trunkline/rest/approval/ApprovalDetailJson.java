package io.trunkline.rest.approval;

import io.trunkline.core.approval.ApprovalDetail;
import io.trunkline.core.approval.ApprovalVote;
import java.time.Instant;
import java.util.List;

/// A request with what was said of it.
///
/// @param approvers ids of who can decide the present step
/// @param mayDecide whether the caller can
public record ApprovalDetailJson(
        ApprovalJson request, List<VoteJson> votes, List<String> approvers, boolean mayDecide) {

    static ApprovalDetailJson of(ApprovalDetail detail) {
        return new ApprovalDetailJson(
                ApprovalJson.of(detail.request()),
                detail.votes().stream().map(VoteJson::of).toList(),
                detail.approvers().stream().map(String::valueOf).toList(),
                detail.mayDecide());
    }

    /// @param approverId whose right it was
    /// @param decidedBy who spoke: the approver, or her stand-in
    public record VoteJson(
            int step,
            String approverId,
            String decidedBy,
            boolean approved,
            String comment,
            Instant at) {

        static VoteJson of(ApprovalVote vote) {
            return new VoteJson(
                    vote.step(),
                    Long.toString(vote.approverId()),
                    Long.toString(vote.decidedBy()),
                    vote.approved(),
                    vote.comment(),
                    vote.at());
        }
    }
}
