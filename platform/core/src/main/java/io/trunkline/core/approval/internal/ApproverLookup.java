package io.trunkline.core.approval.internal;

import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.approval.ApprovalVote;
import io.trunkline.core.approval.internal.HandedTable.Handed;
import io.trunkline.spi.Member;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Who can decide a step, as roles are at this moment, and to whom it was handed over. The
/// requester never can.
@ApplicationScoped
class ApproverLookup {

    /// More are not asked: whoever gives a decision to everybody gives it to nobody.
    private static final int MOST = 200;

    private final Members members;
    private final OrgUnits orgUnits;
    private final HandedTable handed;

    ApproverLookup(Members members, OrgUnits orgUnits, HandedTable handed) {
        this.handed = handed;
        this.members = members;
        this.orgUnits = orgUnits;
    }

    /// Every right to the step, with who has it. One that was handed over is with its receiver
    /// alone, and stays hers when its owner is not among those of the step any more.
    List<Right> rights(Handle handle, int tenant, ApprovalRequest request) {
        List<Handed> gone = handed.at(handle, tenant, request);
        return Stream.concat(
                        gone.stream().filter(Handed::active).map(Handed::right),
                        own(handle, tenant, request, gone))
                .filter(right -> isOpenTo(right, request))
                .limit(MOST)
                .toList();
    }

    /// The rights a member has at the step; handed ones also when she does not work here any more.
    List<Right> with(Handle handle, int tenant, ApprovalRequest request, long member) {
        List<Handed> gone = handed.at(handle, tenant, request);
        return Stream.concat(gone.stream().map(Handed::right), own(handle, tenant, request, gone))
                .filter(right -> right.holderId() == member && isOpenTo(right, request))
                .toList();
    }

    Said said(Handle handle, int tenant, ApprovalRequest request, List<ApprovalVote> votes) {
        return Said.at(
                request,
                votes,
                handed.at(handle, tenant, request).stream()
                        .map(Handed::right)
                        .collect(Collectors.toMap(Right::ownerId, Right::holderId)));
    }

    private Stream<Right> own(
            Handle handle, int tenant, ApprovalRequest request, List<Handed> gone) {
        Set<Long> owners =
                gone.stream().map(one -> one.right().ownerId()).collect(Collectors.toSet());
        return found(handle, tenant, request).stream()
                .filter(member -> !owners.contains(member))
                .map(Right::own);
    }

    private static boolean isOpenTo(Right right, ApprovalRequest request) {
        Long requester = request.requesterId();
        return requester == null || (requester != right.ownerId() && requester != right.holderId());
    }

    List<Long> holders(Permission permission) {
        return ids(members.withPermission(permission, orgUnits.root().id()));
    }

    private List<Long> found(Handle handle, int tenant, ApprovalRequest request) {
        ApprovalStep step = request.currentStep();
        return switch (step.who()) {
            case PERMISSION -> holders(new Permission(step.value()));
            case ROLE -> withRole(handle, tenant, step.value());
            case POSITION -> withPosition(handle, tenant, step.value());
            case LEAD -> leads(new Permission(step.value()), request);
        };
    }

    private List<Long> leads(Permission permission, ApprovalRequest request) {
        Optional<OrgUnit> unit =
                orgUnits.find(request.requesterUnitId()).or(() -> Optional.of(orgUnits.root()));
        while (unit.isPresent()) {
            long here = unit.get().id();
            List<Long> leads =
                    ids(
                            members.withPermission(permission, here).stream()
                                    .filter(member -> member.orgUnitId() == here)
                                    .filter(member -> !isRequester(member, request))
                                    .toList());
            if (!leads.isEmpty()) {
                return leads;
            }
            Long parent = unit.get().parentId();
            unit = parent == null ? Optional.empty() : orgUnits.find(parent);
        }
        return List.of();
    }

    private static boolean isRequester(Member member, ApprovalRequest request) {
        Long requester = request.requesterId();
        return requester != null && requester == member.id();
    }

    private static List<Long> withRole(Handle handle, int tenant, String role) {
        return handle.createQuery(
                        """
                        SELECT m.id FROM trunkline.member m
                          JOIN trunkline.member_role mr ON mr.tenant_id = :tenant AND mr.member_id = m.id
                          JOIN trunkline.role r ON r.tenant_id = :tenant AND r.id = mr.role_id
                         WHERE m.tenant_id = :tenant AND m.present AND r.key = :role
                         ORDER BY m.display_name, m.id
                        """)
                .bind("tenant", tenant)
                .bind("role", role)
                .mapTo(Long.class)
                .list();
    }

    private static List<Long> withPosition(Handle handle, int tenant, String position) {
        return handle.createQuery(
                        """
                        SELECT m.id FROM trunkline.member m
                          JOIN trunkline.position p ON p.tenant_id = :tenant AND p.id = m.position_id
                         WHERE m.tenant_id = :tenant AND m.present AND NOT m.machine
                           AND p.key = :position
                         ORDER BY m.display_name, m.id
                        """)
                .bind("tenant", tenant)
                .bind("position", position)
                .mapTo(Long.class)
                .list();
    }

    private static List<Long> ids(List<Member> found) {
        return found.stream().map(Member::id).toList();
    }
}
