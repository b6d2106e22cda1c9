package io.trunkline.ui.orgunit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.orgunit.OrgTree;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.orgunit.UnitRecord;
import io.trunkline.tenancy.position.Positions;
import io.trunkline.ui.member.MemberForms;
import io.trunkline.ui.position.PositionDialogs;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Keys;
import jakarta.inject.Inject;
import java.util.List;

/// The company's units and people, as far as the session manages them: a district's administrator
/// sees her district alone.
@Route(value = "organization", layout = MainLayout.class)
@Needs("member.manage")
public class OrganizationView extends Div implements Trail {

    private final transient MemberForms forms;
    private final UnitPanel units;
    private final PeoplePanel people;

    @Inject
    public OrganizationView(
            OrgTree tree,
            OrgUnits orgUnits,
            MemberAdministration members,
            Positions positions,
            MemberForms forms,
            PositionDialogs positionDialogs) {
        this.forms = forms;
        Button titles =
                new Button(
                        Screens.text("orgunit.positions"),
                        Icons.of(Icons.BRIEFCASE),
                        click -> positionDialogs.open(this::refresh));
        titles.setId("open-positions");
        Button invite = new Button(Screens.text("orgunit.invite"), Icons.of(Icons.USER_PLUS));
        invite.addThemeName("primary");
        invite.setId("invite");
        invite.addClickListener(click -> invite());
        Span key = new Span("N");
        key.addClassName("tl-kbd");
        invite.setSuffixComponent(key);
        people =
                new PeoplePanel(
                        members,
                        orgUnits,
                        positions::all,
                        member ->
                                members.find(member.id())
                                        .ifPresent(now -> forms.edit(now, this::refresh)),
                        titles,
                        invite);
        units = new UnitPanel(tree, people::show);
        addClassNames("tl-view", "tl-organization");
        add(units, people);
        Keys.of(this).on("n", this::invite);
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("orgunit.title"), null));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        units.refresh(TenantRunner.current().actor().orgUnitId());
    }

    private void invite() {
        UnitRecord unit = units.current();
        if (unit != null) {
            forms.invite(unit.id(), this::refresh);
        }
    }

    /// After a change: the counts of the tree, and the list.
    private void refresh() {
        UnitRecord unit = units.current();
        units.refresh(unit == null ? null : unit.id());
    }
}
