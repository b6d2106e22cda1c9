package io.trunkline.ui.position;

import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.position.Positions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Opens the positions.
@ApplicationScoped
public class PositionDialogs {

    private final Positions positions;
    private final MemberAdministration members;

    @Inject
    PositionDialogs(Positions positions, MemberAdministration members) {
        this.positions = positions;
        this.members = members;
    }

    /// @param done called when something was changed
    public void open(Runnable done) {
        new PositionsDialog(positions, members.roles(), done).open();
    }
}
