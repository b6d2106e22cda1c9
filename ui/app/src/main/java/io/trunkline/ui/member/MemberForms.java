package io.trunkline.ui.member;

import io.trunkline.tenancy.member.Invitations;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.position.Positions;
import io.trunkline.ui.handover.HandoverDialogs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/// Opens the form of a member.
@ApplicationScoped
public class MemberForms {

    private final MemberAdministration members;
    private final Invitations invitations;
    private final Positions positions;
    private final OrgUnits orgUnits;
    private final HandoverDialogs handovers;

    @Inject
    MemberForms(
            MemberAdministration members,
            Invitations invitations,
            Positions positions,
            OrgUnits orgUnits,
            HandoverDialogs handovers) {
        this.members = members;
        this.invitations = invitations;
        this.positions = positions;
        this.orgUnits = orgUnits;
        this.handovers = handovers;
    }

    /// @param orgUnitId the unit the form begins with
    /// @param done called when there is a new member
    public void invite(long orgUnitId, Runnable done) {
        dialog(null, orgUnitId, done).open();
    }

    /// @param done called when something was changed
    public void edit(MemberRecord member, Runnable done) {
        dialog(member, member.member().orgUnitId(), done).open();
    }

    private MemberDialog dialog(@Nullable MemberRecord member, long orgUnitId, Runnable done) {
        return new MemberDialog(
                members,
                invitations,
                handovers,
                new MemberFields(members, positions, orgUnits, member, orgUnitId),
                member,
                done);
    }
}
