package io.trunkline.core.approval.internal;

import io.trunkline.core.Json;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.handover.HandedAlong;
import io.trunkline.core.handover.Handover;
import io.trunkline.core.handover.Handovers;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Rights to decide what waits for someone go along when her work is handed over, her own and those
/// she got by a handover herself: each in turn to a receiver who has that step of that request from
/// then on, whatever her roles, while who had it has it no more. Never to who asked for it, who
/// spoke on the step already, or who began the handover; where nobody is left it stays.
@ApplicationScoped
public class HandedApprovals implements WorkSource, HandedAlong {

    private final TenantDatabase database;
    private final RequestTable requests;
    private final RequestLists lists;
    private final HandedTable handed;
    private final ApproverLookup lookup;
    private final ApprovalFlow flow;
    private final Audit audit;

    HandedApprovals(
            TenantDatabase database,
            RequestTable requests,
            RequestLists lists,
            HandedTable handed,
            ApproverLookup lookup,
            ApprovalFlow flow,
            Audit audit) {
        this.database = database;
        this.requests = requests;
        this.lists = lists;
        this.handed = handed;
        this.lookup = lookup;
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
    public Set<Long> rightsOf(Handle handle, long memberId) {
        int tenant = TenantRunner.current().tenant().id();
        Set<Long> owners = new LinkedHashSet<>(handed.owners(handle, tenant, memberId));
        if (handed.waiting(handle, tenant, memberId) > 0) {
            owners.add(memberId);
        }
        return owners;
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
            Said said =
                    lookup.said(handle, tenant, request, lists.votes(handle, tenant, request.id()));
            List<Long> able = able(handover, request, said);
            if (able.isEmpty()) {
                continue;
            }
            Set<Long> receivers = new LinkedHashSet<>();
            for (Right right : lookup.with(handle, tenant, request, handover.fromMemberId())) {
                if (!said.uses(right)) {
                    long to = able.get(turn++ % able.size());
                    give(handle, tenant, handover, request, right, to);
                    receivers.add(to);
                }
            }
            flow.look(handle, tenant, request);
            receivers.forEach(to -> flow.askAlso(handle, request, to));
        }
    }

    private static List<Long> able(Handover handover, ApprovalRequest request, Said said) {
        return handover.toMemberIds().stream()
                .filter(member -> !Objects.equals(member, request.requesterId()))
                .filter(member -> !Objects.equals(member, handover.createdById()))
                .filter(member -> !said.by(member))
                .toList();
    }

    private void give(
            Handle handle,
            int tenant,
            Handover handover,
            ApprovalRequest request,
            Right right,
            long to) {
        handed.hand(handle, tenant, request, right.ownerId(), to, handover.id());
        audit.record(
                handle,
                "approval.handover",
                "approval",
                request.id(),
                state(request, right),
                state(request, new Right(right.ownerId(), to)));
    }

    private static String state(ApprovalRequest request, Right right) {
        return Json.write(
                Map.of(
                        "memberId",
                        Long.toString(right.holderId()),
                        "inPlaceOf",
                        right.isHandedOver() ? Long.toString(right.ownerId()) : "",
                        "step",
                        request.step() + 1));
    }
}
