package io.trunkline.ui.handover;

import io.trunkline.core.handover.Handovers;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.ui.shell.Screens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Opens the wizard.
@ApplicationScoped
public class HandoverDialogs {

    private final Handovers handovers;
    private final MemberAdministration members;
    private final OrgUnits orgUnits;
    private final PluginGateway plugins;

    @Inject
    HandoverDialogs(
            Handovers handovers,
            MemberAdministration members,
            OrgUnits orgUnits,
            PluginGateway plugins) {
        this.handovers = handovers;
        this.members = members;
        this.orgUnits = orgUnits;
        this.plugins = plugins;
    }

    /// @param done called when the work is handed over
    public void open(MemberRecord from, Runnable done) {
        new HandoverDialog(handovers, members, orgUnits, this::kind, from, done).open();
    }

    private String kind(WorkCount work) {
        return work.source().equals(WorkCount.PLATFORM)
                ? Screens.text("handover.kind." + work.kind())
                : plugins.text(work.source(), Screens.locale(), "open-work." + work.kind());
    }
}
