package io.trunkline.core.approval.internal;

import io.trunkline.core.Json;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalVote;
import io.trunkline.core.handover.HandedAlong;
import io.trunkline.core.handover.Handover;
import io.trunkline.core.handover.Handovers;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/// Approvals that wait for someone go along when her work is handed over: in turn to a receiver who
/// may decide that step of that request from then on, whatever her roles. Never to who asked for
/// it, who spoke on the step already, or who began the handover; where nobody is left it stays.
@ApplicationScoped
public class HandedApprovals implements WorkSource, HandedAlong {

    private final TenantDatabase database;
    private final RequestTable requests;
    private final RequestLists lists;
    private final HandedTable handed;
    private final ApprovalFlow flow;
    private final Audit audit;

    HandedApprovals(
            TenantDatabase database,
            RequestTable requests,
            RequestLists lists,
            HandedTable handed,
            ApprovalFlow flow,
            Audit audit) {
        this.database = database;
        this.requests = requests;
        this.lists = lists;
        this.handed = handed;
        this.flow = flow;
        this.audit = audit;
    }

    @Override
    public List<WorkCount> ofMember(long memberId) {
        int tenant = TenantRunner.current().tenant().id();
        long waiting = database.inTransaction(handle -> handed.waiting(handle, tenant, memberId));
        return List.of(new WorkCount(WorkCount.PLATFORM, Handovers.APPROVALS, waiting));
    }

    /// Approvals wait for people, not in units.
    @Override
    public List<WorkCount> inUnit(long orgUnitId) {
        return List.of();
    }

    @Override
    public void handOver(Handle handle, Handover handover) {
        int tenant = TenantRunner.current().tenant().id();
        int turn = 0;
        for (long id : handed.waitingIds(handle, tenant, handover.fromMemberId())) {
            ApprovalRequest request = requests.lock(handle, tenant, id).orElse(null);
            if (request == null || request.state() != ApprovalRequest.State.OPEN) {
                continue;
            }
            List<Long> able = able(handle, tenant, handover, request);
            if (!able.isEmpty()) {
                give(handle, tenant, handover, request, able.get(turn % able.size()));
                turn++;
            }
        }
    }

    private List<Long> able(Handle handle, int tenant, Handover handover, ApprovalRequest request) {
        List<Long> spoken =
                lists.votes(handle, tenant, request.id()).stream()
                        .filter(vote -> vote.step() == request.step())
                        .map(ApprovalVote::decidedBy)
                        .toList();
        return handover.toMemberIds().stream()
                .filter(member -> !Objects.equals(member, request.requesterId()))
                .filter(member -> !Objects.equals(member, handover.createdById()))
                .filter(member -> !spoken.contains(member))
                .toList();
    }

    private void give(
            Handle handle, int tenant, Handover handover, ApprovalRequest request, long to) {
        long from = handover.fromMemberId();
        handed.hand(handle, tenant, request, from, to, handover.id());
        flow.look(handle, tenant, request);
        flow.askAlso(handle, request, to);
        audit.record(
                handle,
                "approval.handover",
                "approval",
                request.id(),
                Json.write(Map.of("memberId", Long.toString(from))),
                Json.write(Map.of("memberId", Long.toString(to), "step", request.step() + 1)));
    }
}
