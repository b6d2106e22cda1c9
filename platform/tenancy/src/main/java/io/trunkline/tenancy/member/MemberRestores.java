package io.trunkline.tenancy.member;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.Resource;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.audit.Earlier;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.member.MemberRecord.HeldRole;
import io.trunkline.tenancy.member.internal.EarlierMember;
import io.trunkline.tenancy.member.internal.Holdings;
import io.trunkline.tenancy.member.internal.MemberCheck;
import io.trunkline.tenancy.member.internal.MemberRows;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.position.Positions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Puts a member back to what she was before an audit entry: name, unit, position, roles, skills,
/// phones, hours and whether she may come in, under the rules of [MemberAdministration].
@ApplicationScoped
public class MemberRestores {

    private final MemberAdministration members;
    private final OrgUnits orgUnits;
    private final PhoneCheck numbers;
    private final Limits limits;
    private final Audit audit;

    @Inject
    public MemberRestores(
            MemberAdministration members,
            OrgUnits orgUnits,
            PhoneCheck numbers,
            Limits limits,
            Audit audit) {
        this.members = members;
        this.orgUnits = orgUnits;
        this.numbers = numbers;
        this.limits = limits;
        this.audit = audit;
    }

    /// @param version the member's as the caller saw it
    /// @param workMayStay false: refused with [MemberError#MEMBER_HAS_WORK] while work waits for
    ///   her, when she would leave her district or be shut out
    /// @throws PluginException a [MemberError]; `NOT_FOUND` outside of the caller's units; `STALE`
    public MemberRecord restore(Earlier earlier, int version, boolean workMayStay) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.MEMBER_MANAGE);
        long id = earlier.objectId();
        MemberCheck check = new MemberCheck(session, numbers);
        EarlierMember state = new EarlierMember(earlier.json());
        MemberRecord known =
                members.find(id)
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        requireUnit(check, known, state);
        if (!workMayStay && leaves(known, state)) {
            members.requireNoWork(id);
        }
        return members.change(
                id,
                version,
                (handle, rows, old) -> {
                    Holdings holdings = new Holdings(handle, session.tenant().id());
                    Map<Long, RoleOption> roles = holdings.byId();
                    MemberDraft wanted =
                            check.cleaned(
                                    state.draft(
                                            roles,
                                            ofPosition(handle, session.tenant().id(), state)));
                    Map<Long, Boolean> given =
                            holdings.wanted(wanted.positionId(), wanted.roleIds());
                    boolean letsInOrOut = old.member().active() != state.active();
                    check.requireOther(old, wanted);
                    if (letsInOrOut) {
                        check.requireOther(id);
                    }
                    if (letsInOrOut || old.member().orgUnitId() != wanted.orgUnitId()) {
                        requireUnit(check, old, state);
                    }
                    check.requireSelfOrBelow(roles, old);
                    check.requireDelegable(
                            roles, old.roles().stream().map(HeldRole::id).toList(), given.keySet());
                    if (!letsInOrOut && MemberDraft.of(old).equals(wanted)) {
                        return;
                    }
                    if (letsInOrOut && state.active()) {
                        limits.requireRoom(handle, Resource.SEATS, 1);
                    }
                    write(handle, rows, holdings, earlier, wanted, given, letsInOrOut, state);
                });
    }

    private void write(
            Handle handle,
            MemberRows rows,
            Holdings holdings,
            Earlier earlier,
            MemberDraft wanted,
            Map<Long, Boolean> given,
            boolean letsInOrOut,
            EarlierMember state) {
        long id = earlier.objectId();
        String before = rows.snapshot(id);
        rows.update(id, wanted);
        holdings.write(id, given);
        if (letsInOrOut) {
            rows.state(id, state.active());
        }
        audit.record(
                handle, "member.restore", "member", id, before, earlier.named(rows.snapshot(id)));
    }

    private void requireUnit(MemberCheck check, MemberRecord old, EarlierMember state) {
        if (old.member().orgUnitId() == state.orgUnitId()) {
            return;
        }
        if (orgUnits.find(state.orgUnitId()).isEmpty()) {
            throw new PluginException(MemberError.HAD_UNIT_GONE);
        }
        check.requireUnit(state.orgUnitId(), true);
    }

    private boolean leaves(MemberRecord known, EarlierMember state) {
        boolean shutOut = known.member().active() && !state.active();
        return shutOut
                || members.changesDistrict(known, MemberDraft.of(known).inUnit(state.orgUnitId()));
    }

    private static List<Long> ofPosition(Handle handle, int tenant, EarlierMember state) {
        Long position = state.positionId();
        return position == null
                ? List.of()
                : Positions.rolesOf(handle, tenant, position)
                        .orElseThrow(() -> new PluginException(MemberError.HAD_POSITION_GONE));
    }
}
