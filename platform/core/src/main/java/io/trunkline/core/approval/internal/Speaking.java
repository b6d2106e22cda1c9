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
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Who may see a request, and who may speak on it.
@ApplicationScoped
public class Speaking {

    private final RequestTable requests;
    private final RequestLists lists;
    private final StandInTable standIns;
    private final ApprovalFlow flow;

    Speaking(RequestTable requests, RequestLists lists, StandInTable standIns, ApprovalFlow flow) {
        this.requests = requests;
        this.lists = lists;
        this.standIns = standIns;
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
        boolean mayDecide =
                request.state() == State.OPEN
                        && !own
                        && votes.stream()
                                .noneMatch(vote ->
                                        vote.step() == request.step() && vote.decidedBy() == me)
                        && free(handle, session, request, approvers, votes).findFirst().isPresent();
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
    /// @throws PluginException [ApprovalError]
    public long approver(Handle handle, Session session, ApprovalRequest request) {
        int tenant = session.tenant().id();
        long me = session.actor().requireMember();
        if (Long.valueOf(me).equals(request.requesterId())) {
            throw new PluginException(ApprovalError.OWN_REQUEST);
        }
        List<ApprovalVote> votes = lists.votes(handle, tenant, request.id());
        if (votes.stream()
                .anyMatch(vote -> vote.step() == request.step() && vote.decidedBy() == me)) {
            throw new PluginException(ApprovalError.SPOKEN);
        }
        return free(handle, session, request, flow.look(handle, tenant, request), votes)
                .findFirst()
                .orElseThrow(() -> new PluginException(ApprovalError.NOT_AN_APPROVER));
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

    /// Whether as many agree as have to.
    public boolean agreed(Handle handle, int tenant, ApprovalRequest request) {
        return lists.votes(handle, tenant, request.id()).stream()
                        .filter(vote -> vote.step() == request.step() && vote.approved())
                        .count()
                >= request.currentStep().count();
    }

    /// Rights the caller could use that nobody has used at this step; her own first.
    private Stream<Long> free(
            Handle handle,
            Session session,
            ApprovalRequest request,
            List<Long> approvers,
            List<ApprovalVote> votes) {
        return acting(handle, session).stream()
                .filter(approvers::contains)
                .filter(approver ->
                        votes.stream()
                                .noneMatch(vote ->
                                        vote.step() == request.step()
                                                && vote.approverId() == approver));
    }
}
