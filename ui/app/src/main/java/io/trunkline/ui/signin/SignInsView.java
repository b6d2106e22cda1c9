package io.trunkline.ui.signin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.signin.SignIn;
import io.trunkline.tenancy.signin.SignIns;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Who is signed in within the reach of an administrator of members, and ending that.
@Route(value = "sign-ins", layout = MainLayout.class)
@Needs("member.manage")
public class SignInsView extends Div implements Trail {

    private final transient SignIns signIns;
    private final transient Map<Long, String> units;
    private final TextField search = new TextField();
    private final Span count = new Span();
    private final Div body = new Div();

    @Inject
    public SignInsView(SignIns signIns, OrgUnits orgUnits) {
        this.signIns = signIns;
        this.units = orgUnits.all().stream().collect(Collectors.toMap(OrgUnit::id, OrgUnit::name));
        addClassName("tl-view");
        search.setPlaceholder(Screens.text("signin.search"));
        search.setAriaLabel(Screens.text("signin.search"));
        search.setPrefixComponent(Icons.of(Icons.SEARCH));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setClearButtonVisible(true);
        search.addValueChangeListener(event -> show());
        count.addClassName("tl-muted");
        Span spacer = new Span();
        spacer.addClassName("tl-spacer");
        Button refresh = new Button(Icons.of(Icons.REFRESH_CW), click -> show());
        refresh.addThemeNames("tertiary", "icon");
        refresh.setAriaLabel(Screens.text("signin.refresh"));
        refresh.setTooltipText(Screens.text("signin.refresh"));
        Div head = new Div(new H2(Screens.text("signin.title")), count, spacer, search, refresh);
        head.addClassName("tl-head");
        body.addClassName("tl-fill");
        Div panel = new Div(head, body);
        panel.addClassName("tl-panel");
        add(panel);
        show();
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("signin.title"), null));
    }

    private void show() {
        String wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
        List<SignIn> all = signIns.inReach();
        List<SignIn> found =
                all.stream()
                        .filter(signIn ->
                                wanted.isEmpty()
                                        || signIn.memberName()
                                                .toLowerCase(Locale.ROOT)
                                                .contains(wanted)
                                        || signIn.address().contains(wanted))
                        .toList();
        count.setText(
                all.size() < SignIns.MOST
                        ? Screens.text("signin.count", found.size())
                        : Screens.text("signin.count.most", SignIns.MOST));
        body.removeAll();
        body.add(
                found.isEmpty()
                        ? States.empty(
                                Icons.MONITOR,
                                Screens.text("signin.none"),
                                Screens.text("signin.none.why"))
                        : grid(found));
    }

    private Grid<SignIn> grid(List<SignIn> found) {
        Grid<SignIn> grid = new Grid<>();
        grid.setId("sign-ins");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeNames("no-border");
        grid.addColumn(SignIn::memberName).setHeader(Screens.text("signin.member"));
        grid.addColumn(signIn -> units.getOrDefault(signIn.orgUnitId(), ""))
                .setHeader(Screens.text("signin.unit"));
        grid.addColumn(signIn -> Device.of(signIn.device()).text())
                .setTooltipGenerator(SignIn::device)
                .setHeader(Screens.text("signin.device"));
        grid.addColumn(SignIn::address).setHeader(Screens.text("signin.address"));
        grid.addColumn(signIn -> Screens.formats().dateTime(signIn.firstSeenAt()))
                .setHeader(Screens.text("signin.first"));
        grid.addColumn(signIn -> Screens.formats().dateTime(signIn.lastSeenAt()))
                .setHeader(Screens.text("signin.last"));
        grid.addComponentColumn(this::actions).setAutoWidth(true).setFlexGrow(0);
        Narrow.keep(grid, 0, 6);
        grid.setItems(found);
        grid.setSizeFull();
        return grid;
    }

    private Component actions(SignIn signIn) {
        Button one = new Button(Screens.text("signin.end"), click -> end(signIn));
        one.addThemeNames("tertiary", "small");
        Button all = new Button(Screens.text("signin.end-all"), click -> endAll(signIn));
        all.addThemeNames("tertiary", "small");
        all.setTooltipText(Screens.text("signin.end-all.why"));
        Div actions = new Div(one, all);
        actions.addClassName("tl-row");
        return actions;
    }

    private void end(SignIn signIn) {
        attempt(() -> signIns.end(signIn.id()), signIn);
    }

    private void endAll(SignIn signIn) {
        attempt(() -> signIns.endAll(signIn.memberId()), signIn);
    }

    private void attempt(Runnable end, SignIn signIn) {
        try {
            end.run();
            Toasts.done(Screens.text("signin.ended.of", signIn.memberName()));
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
        show();
    }
}
