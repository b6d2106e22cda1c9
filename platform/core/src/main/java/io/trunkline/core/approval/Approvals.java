package io.trunkline.core.approval;

import io.trunkline.core.Json;
import io.trunkline.core.approval.internal.ApprovalFlow;
import io.trunkline.core.approval.internal.Beginnings;
import io.trunkline.core.approval.internal.RequestLists;
import io.trunkline.core.approval.internal.RequestTable;
import io.trunkline.core.approval.internal.Speaking;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Requests for approval as the caller may see them: what she asked for, what she can decide for
/// herself or in someone's place, what she has spoken on; with the permission `approval.configure`
/// every one.
@ApplicationScoped
public class Approvals {

    private static final int LONGEST_COMMENT = 1_000;

    private final TenantDatabase database;
    private final RequestTable requests;
    private final RequestLists lists;
    private final ApprovalFlow flow;
    private final Beginnings beginnings;
    private final Speaking speaking;
    private final Audit audit;

    Approvals(
            TenantDatabase database,
            RequestTable requests,
            RequestLists lists,
            ApprovalFlow flow,
            Beginnings beginnings,
            Speaking speaking,
            Audit audit) {
        this.database = database;
        this.requests = requests;
        this.lists = lists;
        this.flow = flow;
        this.beginnings = beginnings;
        this.speaking = speaking;
        this.audit = audit;
    }

    /// Which of the caller's requests are listed.
    public enum Box {
        /// Those that wait for a word of hers.
        TO_DECIDE,
        /// Those she asked for.
        MINE,
        /// Those she has spoken on.
        SPOKEN,
        /// Every open one; needs `approval.configure`.
        OPEN,
        /// Every open one that fewer can decide than have to agree; needs `approval.configure`.
        STUCK
    }

    /// Asks for an approval, in the caller's transaction; asking twice changes nothing. The answer
    /// is the event [io.trunkline.spi.ApprovalDecided].
    public void ask(Handle handle, ApprovalAsk ask) {
        int tenant = TenantRunner.current().tenant().id();
        flow.begin(handle, tenant, beginnings.of(handle, tenant, ask));
    }

    /// Newest first.
    ///
    /// @param beforeId id of the last one seen, `Long.MAX_VALUE` to begin
    /// @param limit 1 to 200
    public List<ApprovalRequest> list(Box box, long beforeId, int limit) {
        if (limit < 1 || limit > 200) {
            throw new PluginException(StandardErrorCode.INVALID, "limit", limit);
        }
        Session session = TenantRunner.current();
        long me = session.actor().requireMember();
        if (box == Box.OPEN || box == Box.STUCK) {
            session.require(CorePermissions.APPROVAL_CONFIGURE);
        }
        int tenant = session.tenant().id();
        RequestLists.Page page = new RequestLists.Page(beforeId, limit);
        return database.inTransaction(handle ->
                switch (box) {
                    case TO_DECIDE ->
                            lists.toDecide(
                                    handle, tenant, me, speaking.acting(handle, session), page);
                    case MINE -> lists.askedBy(handle, tenant, me, page);
                    case SPOKEN -> lists.spokenOnBy(handle, tenant, me, page);
                    case OPEN -> lists.open(handle, tenant, false, page);
                    case STUCK -> lists.open(handle, tenant, true, page);
                });
    }

    /// @throws PluginException `NOT_FOUND` when there is none, or not for the caller
    public ApprovalDetail find(long id) {
        Session session = TenantRunner.current();
        return database.inTransaction(handle -> speaking.detail(handle, session, id));
    }

    /// Agrees or refuses, for herself or in the place of someone she stands in for.
    ///
    /// @param step index of the step she was shown
    /// @param comment at most 1,000 characters; a refusal needs one
    /// @throws PluginException `NOT_FOUND`, an [ApprovalError]
    public ApprovalDetail decide(long id, int step, boolean approved, String comment) {
        String words = comment.strip();
        if (words.length() > LONGEST_COMMENT) {
            throw new PluginException(StandardErrorCode.INVALID, "comment", words.length());
        }
        Session session = TenantRunner.current();
        int tenant = session.tenant().id();
        long me = session.actor().requireMember();
        return database.inTransaction(handle -> {
            ApprovalRequest request =
                    requests.lock(handle, tenant, id).orElseThrow(Approvals::absent);
            speaking.requireVisible(handle, session, request);
            if (request.state() != ApprovalRequest.State.OPEN || request.step() != step) {
                throw new PluginException(ApprovalError.DECIDED);
            }
            long approver = speaking.approver(handle, session, request);
            if (!approved && words.isEmpty()) {
                throw new PluginException(ApprovalError.COMMENT_MISSING);
            }
            speaking.vote(handle, tenant, request, approver, me, approved, words);
            audit.record(
                    handle,
                    approved ? "approval.agree" : "approval.disagree",
                    "approval",
                    id,
                    null,
                    Json.write(
                            Map.of(
                                    "step",
                                    step + 1,
                                    "inPlaceOf",
                                    approver == me ? "" : "" + approver,
                                    "comment",
                                    words)));
            if (!approved) {
                flow.finish(handle, tenant, request, ApprovalRequest.State.REFUSED, me, words);
            } else if (speaking.agreed(handle, tenant, request)) {
                flow.next(handle, tenant, request, me, words);
            }
            return speaking.detail(handle, session, id);
        });
    }

    /// Takes a request of the caller's own back.
    ///
    /// @throws PluginException `NOT_FOUND` when she asked for none such, [ApprovalError#DECIDED]
    public ApprovalDetail withdraw(long id) {
        Session session = TenantRunner.current();
        int tenant = session.tenant().id();
        long me = session.actor().requireMember();
        return database.inTransaction(handle -> {
            ApprovalRequest request =
                    requests.lock(handle, tenant, id)
                            .filter(found -> Long.valueOf(me).equals(found.requesterId()))
                            .orElseThrow(Approvals::absent);
            if (request.state() != ApprovalRequest.State.OPEN) {
                throw new PluginException(ApprovalError.DECIDED);
            }
            flow.finish(handle, tenant, request, ApprovalRequest.State.WITHDRAWN, me, "");
            return speaking.detail(handle, session, id);
        });
    }

    private static PluginException absent() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }
}
