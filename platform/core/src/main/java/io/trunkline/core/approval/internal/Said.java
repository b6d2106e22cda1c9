package io.trunkline.core.approval.internal;

import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalVote;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was said at the step a request is at. A right gives one word, and a person has one: however
/// many rights came together with her, and whether she spoke or someone in her place.
record Said(Set<Long> people, Set<Long> owners) {

    /// @param handed with whom the rights are that were handed over, by their owners
    static Said at(ApprovalRequest request, List<ApprovalVote> votes, Map<Long, Long> handed) {
        Set<Long> people = new HashSet<>();
        Set<Long> owners = new HashSet<>();
        for (ApprovalVote vote : votes) {
            if (vote.step() == request.step()) {
                people.add(vote.decidedBy());
                // A used right stays where it was used: whose word it was is known afterwards.
                people.add(handed.getOrDefault(vote.approverId(), vote.approverId()));
                owners.add(vote.approverId());
            }
        }
        return new Said(people, owners);
    }

    boolean by(long person) {
        return people.contains(person);
    }

    boolean uses(Right right) {
        return owners.contains(right.ownerId());
    }
}
