package io.trunkline.core.approval.internal;

import io.trunkline.core.approval.ApprovalDetail;
import io.trunkline.core.approval.ApprovalError;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalRequest.State;
import io.trunkline.core.approval.ApprovalVote;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Who may see a request, and who may speak on it.
@ApplicationScoped
public class Speaking {

    private final RequestTable requests;
    private final RequestLists lists;
    private final StandInTable standIns;
    private final ApproverLookup lookup;
    private final ApprovalFlow flow;

    Speaking(
            RequestTable requests,
            RequestLists lists,
            StandInTable standIns,
            ApproverLookup lookup,
            ApprovalFlow flow) {
        this.requests = requests;
        this.lists = lists;
        this.standIns = standIns;
        this.lookup = lookup;
        this.flow = flow;
    }

    /// The caller, and those in whose place she may decide today.
    public List<Long> acting(Handle handle, Session session) {
        long me = session.actor().requireMember();
        List<Long> acting = new ArrayList<>(List.of(me));
        acting.addAll(
                standIns.inPlaceOf(
                        handle, session.tenant().id(), me, LocalDate.now(session.zone())));
        return acting;
    }

    /// @throws PluginException `NOT_FOUND` when there is none, or not for the caller
    public ApprovalDetail detail(Handle handle, Session session, long id) {
        int tenant = session.tenant().id();
        ApprovalRequest request =
                requests.find(handle, tenant, id)
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        requireVisible(handle, session, request);
        List<ApprovalVote> votes = lists.votes(handle, tenant, id);
        List<Long> approvers = lists.approvers(handle, tenant, id);
        long me = session.actor().requireMember();
        boolean own = Long.valueOf(me).equals(request.requesterId());
        Said said = lookup.said(handle, tenant, request, votes);
        boolean mayDecide =
                request.state() == State.OPEN
                        && !own
                        && !hasSpoken(me, request, votes)
                        && acting(handle, session).stream()
                                .anyMatch(one -> approvers.contains(one) && !said.by(one));
        return new ApprovalDetail(request, votes, approvers, mayDecide, own);
    }

    /// @throws PluginException `NOT_FOUND` when the caller has nothing to do with it
    public void requireVisible(Handle handle, Session session, ApprovalRequest request) {
        int tenant = session.tenant().id();
        long me = session.actor().requireMember();
        if (session.may(CorePermissions.APPROVAL_CONFIGURE)
                || Long.valueOf(me).equals(request.requesterId())) {
            return;
        }
        List<Long> acting = acting(handle, session);
        boolean concerned =
                lists.approvers(handle, tenant, request.id()).stream().anyMatch(acting::contains)
                        || lists.votes(handle, tenant, request.id()).stream()
                                .anyMatch(
                                        vote -> vote.decidedBy() == me || vote.approverId() == me);
        if (!concerned) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    /// Whose right the caller uses: her own where she has one. Asked of the roles as they are now.
    ///
    /// @return the right's owner, as whose word it counts
    /// @throws PluginException [ApprovalError]
    public long approver(Handle handle, Session session, ApprovalRequest request) {
        int tenant = session.tenant().id();
        long me = session.actor().requireMember();
        if (Long.valueOf(me).equals(request.requesterId())) {
            throw new PluginException(ApprovalError.OWN_REQUEST);
        }
        List<ApprovalVote> votes = lists.votes(handle, tenant, request.id());
        if (hasSpoken(me, request, votes)) {
            throw new PluginException(ApprovalError.SPOKEN);
        }
        List<Right> rights = flow.look(handle, tenant, request);
        Said said = lookup.said(handle, tenant, request, votes);
        return acting(handle, session).stream()
                .filter(one -> !said.by(one))
                .flatMap(one ->
                        rights.stream()
                                .filter(right -> right.holderId() == one && !said.uses(right))
                                .sorted(Comparator.comparing(Right::isHandedOver)))
                .findFirst()
                .orElseThrow(() -> new PluginException(ApprovalError.NOT_AN_APPROVER))
                .ownerId();
    }

    public void vote(
            Handle handle,
            int tenant,
            ApprovalRequest request,
            long approver,
            long by,
            boolean approved,
            String comment) {
        lists.vote(
                handle,
                tenant,
                request.id(),
                new ApprovalVote(request.step(), approver, by, approved, comment, Instant.now()));
    }

    /// Whether as many agree as have to; of one right's owner there is one word at most.
    public boolean agreed(Handle handle, int tenant, ApprovalRequest request) {
        return lists.votes(handle, tenant, request.id()).stream()
                        .filter(vote -> vote.step() == request.step() && vote.approved())
                        .map(ApprovalVote::approverId)
                        .distinct()
                        .count()
                >= request.currentStep().count();
    }

    private static boolean hasSpoken(
            long member, ApprovalRequest request, List<ApprovalVote> votes) {
        return votes.stream()
                .anyMatch(vote -> vote.step() == request.step() && vote.decidedBy() == member);
    }
}
