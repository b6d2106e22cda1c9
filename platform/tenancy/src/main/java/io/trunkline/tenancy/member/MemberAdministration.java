package io.trunkline.tenancy.member;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.Resource;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.member.MemberRecord.HeldRole;
import io.trunkline.tenancy.member.internal.Holdings;
import io.trunkline.tenancy.member.internal.MemberCheck;
import io.trunkline.tenancy.member.internal.MemberRows;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.role.Administrators;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who works in the current tenant, kept by those who hold `member.manage`: each within her own org
/// units, at both ends of a move. Nobody changes where she stands herself. Roles are given and
/// taken as far as they are delegable, or by who also holds `role.manage`; who has a role that is
/// not, is changed, moved and shut out by nobody else.
///
/// Each active member takes a seat of the tenant's limit.
///
/// All throw [PluginException] with a [MemberError], `NOT_FOUND` for a member outside of the
/// caller's units, or `STALE` when she was changed since the version named.
@ApplicationScoped
public class MemberAdministration {

    private final TenantDatabase database;
    private final OrgUnits orgUnits;
    private final IdGenerator ids;
    private final Audit audit;
    private final PhoneCheck numbers;
    private final Workload workload;
    private final Administrators administrators;
    private final Limits limits;

    @Inject
    public MemberAdministration(
            TenantDatabase database,
            OrgUnits orgUnits,
            IdGenerator ids,
            Audit audit,
            PhoneCheck numbers,
            Workload workload,
            Administrators administrators,
            Limits limits) {
        this.database = database;
        this.orgUnits = orgUnits;
        this.ids = ids;
        this.audit = audit;
        this.numbers = numbers;
        this.workload = workload;
        this.administrators = administrators;
        this.limits = limits;
    }

    /// Members of the caller's units, by name.
    public MemberPage list(MemberQuery query) {
        Session session = manager();
        Set<Long> units = new HashSet<>(session.scope().orgUnits());
        if (query.orgUnitId() != null) {
            units.retainAll(orgUnits.withDescendants(query.orgUnitId()));
        }
        return database.inTransaction(handle -> rows(handle, session).page(query, units));
    }

    /// Empty also for one outside of the caller's units.
    public Optional<MemberRecord> find(long id) {
        Session session = manager();
        return database.inTransaction(handle -> rows(handle, session).find(id))
                .filter(member -> session.scope().covers(member.member().orgUnitId()));
    }

    /// One within the caller's units who has no role above her: whoever gets her a way in could
    /// enter as her, whoever gives her rights away has them.
    ///
    /// @throws PluginException `NOT_FOUND`, `ROLE_NOT_DELEGABLE`
    public MemberRecord below(long id) {
        Session session = manager();
        MemberRecord member = find(id).orElseThrow(MemberAdministration::absent);
        database.inTransaction(handle -> {
            new MemberCheck(session, numbers)
                    .requireBelow(new Holdings(handle, session.tenant().id()).byId(), member);
            return true;
        });
        return member;
    }

    /// @throws PluginException `FORBIDDEN`
    void requireManager() {
        manager();
    }

    /// Whether the caller manages anyone.
    public boolean isManager() {
        return TenantRunner.current().may(CorePermissions.MEMBER_MANAGE);
    }

    /// Every role of the tenant, by key; those the caller may give come from [#mayGive].
    public List<RoleOption> roles() {
        Session session = manager();
        return database.inTransaction(handle -> new Holdings(handle, session.tenant().id()).all());
    }

    /// Whether the caller may give and take the role.
    public static boolean mayGive(RoleOption role) {
        return role.delegable() || TenantRunner.current().may(CorePermissions.ROLE_MANAGE);
    }

    /// Adds a member. Her way in is [Invitations]' to give.
    public MemberRecord add(String username, MemberDraft draft) {
        return add(username, draft, false);
    }

    /// @param invitationDue whether she waits for an invitation, from the moment on she is there
    MemberRecord add(String username, MemberDraft draft, boolean invitationDue) {
        Session session = manager();
        MemberCheck check = new MemberCheck(session, numbers);
        String name = MemberCheck.username(username);
        MemberDraft wanted = check.cleaned(draft);
        check.requireUnit(wanted.orgUnitId(), orgUnits.find(wanted.orgUnitId()).isPresent());
        long id = ids.next();
        return database.inTransaction(handle -> {
            MemberRows rows = rows(handle, session);
            Holdings holdings = new Holdings(handle, session.tenant().id());
            Map<Long, Boolean> roles = holdings.wanted(wanted.positionId(), wanted.roleIds());
            check.requireDelegable(holdings.byId(), Set.of(), roles.keySet());
            limits.requireRoom(handle, Resource.SEATS, 1);
            if (!rows.insert(id, name, wanted)) {
                throw new PluginException(MemberError.USERNAME_TAKEN);
            }
            rows.invitationDue(id, invitationDue);
            holdings.write(id, roles);
            audit.record(handle, "member.create", "member", id, null, rows.snapshot(id));
            return rows.find(id).orElseThrow();
        });
    }

    /// Changes a member, her unit included.
    ///
    /// @param workMayStay false: a move to another district is refused with
    ///   [MemberError#MEMBER_HAS_WORK] while work waits for her, so that it is handed over first
    public MemberRecord update(long id, int version, MemberDraft draft, boolean workMayStay) {
        Session session = manager();
        MemberCheck check = new MemberCheck(session, numbers);
        MemberDraft wanted = check.cleaned(draft);
        MemberRecord known = find(id).orElseThrow(MemberAdministration::absent);
        boolean moves = known.member().orgUnitId() != wanted.orgUnitId();
        if (moves) {
            check.requireUnit(wanted.orgUnitId(), orgUnits.find(wanted.orgUnitId()).isPresent());
            if (!workMayStay && changesDistrict(known, wanted)) {
                requireNoWork(id);
            }
        }
        return change(
                id,
                version,
                (handle, rows, old) -> {
                    Holdings holdings = new Holdings(handle, session.tenant().id());
                    Map<Long, RoleOption> roles = holdings.byId();
                    check.requireOther(old, wanted);
                    if (old.member().orgUnitId() != wanted.orgUnitId()) {
                        check.requireUnit(
                                wanted.orgUnitId(), orgUnits.find(wanted.orgUnitId()).isPresent());
                    }
                    check.requireSelfOrBelow(roles, old);
                    Map<Long, Boolean> given =
                            holdings.wanted(wanted.positionId(), wanted.roleIds());
                    check.requireDelegable(
                            roles, old.roles().stream().map(HeldRole::id).toList(), given.keySet());
                    if (MemberDraft.of(old).equals(wanted)) {
                        return;
                    }
                    String before = rows.snapshot(id);
                    rows.update(id, wanted);
                    holdings.write(id, given);
                    record(handle, rows, moves ? "member.move" : "member.update", id, before);
                });
    }

    /// Shuts a member out: she is refused from the next request on. Repeating it changes nothing.
    ///
    /// @param workMayStay false: refused with [MemberError#MEMBER_HAS_WORK] while work waits for
    ///   her
    public MemberRecord disable(long id, int version, boolean workMayStay) {
        Session session = manager();
        if (find(id).isEmpty()) {
            throw absent();
        }
        if (!workMayStay) {
            requireNoWork(id);
        }
        return change(
                id,
                version,
                (handle, rows, old) -> {
                    MemberCheck check = new MemberCheck(session, numbers);
                    check.requireOther(id);
                    check.requireBelow(new Holdings(handle, session.tenant().id()).byId(), old);
                    state(handle, rows, old, false);
                });
    }

    public MemberRecord enable(long id, int version) {
        Session session = manager();
        return change(
                id,
                version,
                (handle, rows, old) -> {
                    MemberCheck check = new MemberCheck(session, numbers);
                    check.requireBelow(new Holdings(handle, session.tenant().id()).byId(), old);
                    state(handle, rows, old, true);
                });
    }

    private void state(Handle handle, MemberRows rows, MemberRecord old, boolean active) {
        if (old.member().active() != active) {
            if (active) {
                limits.requireRoom(handle, Resource.SEATS, 1);
            }
            String before = rows.snapshot(old.id());
            rows.state(old.id(), active);
            record(handle, rows, active ? "member.enable" : "member.disable", old.id(), before);
        }
    }

    MemberRecord change(long id, int version, Change change) {
        Session session = manager();
        MemberCheck check = new MemberCheck(session, numbers);
        return database.inTransaction(handle -> {
            MemberRows rows = rows(handle, session);
            MemberRecord old = rows.lock(id).orElseThrow(MemberAdministration::absent);
            check.requireReach(old);
            if (old.version() != version) {
                throw new PluginException(StandardErrorCode.STALE);
            }
            change.run(handle, rows, old);
            MemberRecord changed = rows.find(id).orElseThrow();
            administrators.requireOneLeft(handle);
            return changed;
        });
    }

    private void record(
            Handle handle, MemberRows rows, String action, long id, @Nullable String before) {
        audit.record(handle, action, "member", id, before, rows.snapshot(id));
    }

    boolean changesDistrict(MemberRecord known, MemberDraft wanted) {
        return !orgUnits.districtOf(known.member().orgUnitId())
                .equals(orgUnits.districtOf(wanted.orgUnitId()));
    }

    void requireNoWork(long id) {
        long waiting = workload.ofMember(id).stream().mapToLong(WorkCount::count).sum();
        if (waiting > 0) {
            throw new PluginException(MemberError.MEMBER_HAS_WORK, waiting);
        }
    }

    private static MemberRows rows(Handle handle, Session session) {
        return new MemberRows(handle, session.tenant().id());
    }

    private static Session manager() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.MEMBER_MANAGE);
        return session;
    }

    private static PluginException absent() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }

    @FunctionalInterface
    interface Change {
        void run(Handle handle, MemberRows rows, MemberRecord old);
    }
}
