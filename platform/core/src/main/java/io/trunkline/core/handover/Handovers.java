package io.trunkline.core.handover;

import io.quarkus.arc.All;
import io.trunkline.core.handover.internal.HandoverRows;
import io.trunkline.core.handover.internal.HandoverWorkers;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Gives the customers and the open work of someone who moves or leaves to others, without a gap:
/// in the background, in chunks that commit with their count, so that one which breaks off goes on
/// where it was. All need `member.manage`, and that she and everyone who gets something belong to
/// the caller's units; beginning one, that she has no more rights than the caller may give.
@ApplicationScoped
public class Handovers {

    /// The kind of work that waiting approvals are counted as.
    public static final String APPROVALS = "approvals";

    private static final int LONGEST_REASON = 200;

    private final TenantDatabase database;
    private final MemberAdministration members;
    private final Workload workload;
    private final HandoverRows rows;
    private final HandoverWorkers workers;
    private final OrgUnits orgUnits;
    private final IdGenerator ids;
    private final List<HandedAlong> along;

    Handovers(
            TenantDatabase database,
            MemberAdministration members,
            Workload workload,
            HandoverRows rows,
            HandoverWorkers workers,
            OrgUnits orgUnits,
            IdGenerator ids,
            @All List<HandedAlong> along) {
        this.database = database;
        this.members = members;
        this.workload = workload;
        this.rows = rows;
        this.workers = workers;
        this.orgUnits = orgUnits;
        this.ids = ids;
        this.along = List.copyOf(along);
    }

    /// What there is to hand over: her customers, and what each plugin keeps for her. Kinds without
    /// any are left out.
    ///
    /// @throws PluginException `NOT_FOUND`
    public List<WorkCount> preview(long fromMemberId) {
        requireMember(fromMemberId);
        return workload.ofMember(fromMemberId);
    }

    /// Begins a handover.
    ///
    /// @throws PluginException [HandoverError], `NOT_FOUND`, `ROLE_NOT_DELEGABLE`
    public Handover start(HandoverDraft draft) {
        Session session = manager();
        check(draft);
        long customers =
                draft.customers()
                        ? preview(draft.fromMemberId()).stream()
                                .filter(WorkCount::isCustomers)
                                .mapToLong(WorkCount::count)
                                .sum()
                        : 0;
        long id = ids.next();
        Handover started =
                database.inTransaction(handle -> {
                    rows.insert(handle, session, id, draft, customers);
                    return rows.find(handle, session.tenant().id(), id).orElseThrow();
                });
        workers.run(session.tenantWide(orgUnits.allIds()), id);
        return started;
    }

    /// Empty also when it is about someone outside of the caller's units.
    public Optional<Handover> find(long id) {
        Session session = manager();
        return database.inTransaction(handle -> rows.find(handle, session.tenant().id(), id))
                .filter(handover -> members.find(handover.fromMemberId()).isPresent());
    }

    /// The last one of a member; empty when there was none.
    ///
    /// @throws PluginException `NOT_FOUND` when there is no such member
    public Optional<Handover> latest(long fromMemberId) {
        Session session = manager();
        requireMember(fromMemberId);
        return database.inTransaction(
                handle -> rows.latest(handle, session.tenant().id(), fromMemberId));
    }

    private void check(HandoverDraft draft) {
        if (Objects.equals(TenantRunner.current().actor().memberId(), draft.fromMemberId())) {
            requireMember(draft.fromMemberId());
        } else {
            members.below(draft.fromMemberId());
        }
        if (!draft.customers() && !draft.work()) {
            throw new PluginException(HandoverError.NOTHING_CHOSEN);
        }
        if (draft.customers() && draft.toMemberIds().isEmpty()) {
            throw new PluginException(HandoverError.NO_RECEIVER);
        }
        if (draft.reason().length() > LONGEST_REASON) {
            throw new PluginException(HandoverError.REASON_TOO_LONG);
        }
        for (Long receiver : draft.toMemberIds()) {
            boolean able =
                    receiver != draft.fromMemberId()
                            && members.find(receiver).filter(MemberRecord::present).isPresent();
            if (!able) {
                throw new PluginException(HandoverError.RECEIVER_INVALID);
            }
        }
        if (draft.work() && !draft.toMemberIds().isEmpty()) {
            checkApprovals(draft);
        }
    }

    /// An approval is decided by the right of whom it waited for at first: that is given by who
    /// could give her roles, through whosesoever hands it went, and to nobody by herself.
    private void checkApprovals(HandoverDraft draft) {
        Session session = TenantRunner.current();
        Set<Long> owners =
                TenantRunner.call(
                        session.tenantWide(orgUnits.allIds()),
                        () -> database.inTransaction(handle -> rightsOf(handle, draft)));
        if (owners.isEmpty()) {
            return;
        }
        if (draft.toMemberIds().stream()
                .allMatch(receiver -> receiver.equals(session.actor().memberId()))) {
            throw new PluginException(HandoverError.APPROVALS_TO_SELF);
        }
        for (long owner : owners) {
            if (members.find(owner).isEmpty()) {
                throw new PluginException(HandoverError.APPROVALS_OUT_OF_REACH);
            }
            members.below(owner);
        }
    }

    private Set<Long> rightsOf(Handle handle, HandoverDraft draft) {
        return along.stream()
                .flatMap(work -> work.rightsOf(handle, draft.fromMemberId()).stream())
                .collect(Collectors.toSet());
    }

    private void requireMember(long id) {
        if (members.find(id).isEmpty()) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    private static Session manager() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.MEMBER_MANAGE);
        return session;
    }
}
