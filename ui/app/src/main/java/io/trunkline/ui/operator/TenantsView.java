package io.trunkline.ui.operator;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import io.trunkline.tenancy.tenant.FirstInvitations;
import io.trunkline.tenancy.tenant.TenantExports;
import io.trunkline.tenancy.tenant.TenantFacts;
import io.trunkline.tenancy.tenant.TenantLife;
import io.trunkline.tenancy.tenant.TenantState;
import io.trunkline.tenancy.tenant.Tenants;
import io.trunkline.ui.shell.ForOperators;
import io.trunkline.ui.shell.Polling;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tenants of the installation, and beside them the chosen one with the steps of its life.
@Route(value = "operator/tenants", layout = OperatorLayout.class)
@ForOperators
public class TenantsView extends Div {

    private static final int SHOWN = 200;
    private static final int LOOK_EVERY = 1_500;

    private final transient Tenants tenants;
    private final transient TenantLife life;
    private final transient FirstInvitations invitations;
    private final transient TenantExports exports;
    private final Grid<TenantFacts> grid = new Grid<>();
    private final TextField search = new TextField();
    private final Select<TenantState> state = new Select<>();
    private final Span count = new Span();
    private final Div side = new Div();
    private @Nullable String chosen;

    @Inject
    public TenantsView(
            Tenants tenants, TenantLife life, FirstInvitations invitations, TenantExports exports) {
        this.tenants = tenants;
        this.life = life;
        this.invitations = invitations;
        this.exports = exports;
        addClassNames("tl-view", "tl-operator-tenants");
        side.addClassName("tl-operator-side");
        add(list(), side);
        load();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        ui.getPage().setTitle(Screens.text("operator.tenants") + " · Trunkline");
        Polling.of(this, LOOK_EVERY, this::followExport);
    }

    private Div list() {
        search.setPlaceholder(Screens.text("operator.search"));
        search.setAriaLabel(Screens.text("operator.search"));
        search.setId("tenant-search");
        search.setPrefixComponent(Icons.of(Icons.SEARCH));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> load());
        state.setItems(TenantState.values());
        state.setItemLabelGenerator(
                value -> value == null ? Screens.text("operator.state.any") : Words.text(value));
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption(Screens.text("operator.state.any"));
        state.setAriaLabel(Screens.text("operator.state"));
        state.addValueChangeListener(change -> load());
        Button create = new Button(Screens.text("operator.new"), Icons.of(Icons.PLUS));
        create.setId("tenant-new");
        create.addThemeName("primary");
        create.addClickListener(click -> new TenantDialog(life, invitations, this::load).open());
        count.addClassName("tl-muted");
        Span space = new Span();
        space.addClassName("tl-spacer");
        Div head =
                new Div(
                        new H2(Screens.text("operator.tenants")),
                        count,
                        space,
                        search,
                        state,
                        create);
        head.addClassName("tl-head");
        Div panel = new Div(head, grid());
        panel.addClassName("tl-panel");
        return panel;
    }

    private Grid<TenantFacts> grid() {
        grid.setId("tenants");
        grid.addThemeNames("no-border");
        grid.setSizeFull();
        grid.addColumn(TenantFacts::name)
                .setHeader(Screens.text("operator.field.name"))
                .setTooltipGenerator(TenantFacts::name)
                .setFlexGrow(2);
        grid.addColumn(TenantFacts::key).setHeader(Screens.text("operator.field.key"));
        grid.addComponentColumn(tenant -> Words.status(tenant.state()))
                .setHeader(Screens.text("operator.state"))
                .setWidth("130px")
                .setFlexGrow(0);
        grid.addColumn(tenant -> Words.number(tenant.members()))
                .setHeader(Screens.text("operator.members"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("96px")
                .setFlexGrow(0);
        grid.addColumn(tenant -> Words.time(tenant.createdAt()))
                .setHeader(Screens.text("operator.created"))
                .setWidth("150px")
                .setFlexGrow(0);
        grid.addSelectionListener(event ->
                event.getFirstSelectedItem()
                        .ifPresent(tenant -> {
                            chosen = tenant.key();
                            showChosen();
                        }));
        return grid;
    }

    private void load() {
        List<TenantFacts> found =
                tenants.list(
                        null,
                        search.getValue().isBlank() ? null : search.getValue().strip(),
                        Optional.ofNullable(state.getValue()).map(List::of).orElse(List.of()),
                        SHOWN + 1);
        grid.setItems(found.stream().limit(SHOWN).toList());
        count.setText(
                found.size() > SHOWN
                        ? Screens.text("operator.count.first", SHOWN)
                        : Screens.text("operator.count", found.size()));
        showChosen();
    }

    private void showChosen() {
        side.removeAll();
        if (chosen == null) {
            Div panel =
                    new Div(
                            States.empty(
                                    Icons.BRIEFCASE,
                                    Screens.text("operator.choose"),
                                    Screens.text("operator.choose.why")));
            panel.addClassName("tl-panel");
            side.add(panel);
            return;
        }
        side.add(new TenantPanel(life, invitations, exports, tenants.get(chosen), this::load));
    }

    private void followExport() {
        side.getChildren()
                .filter(TenantPanel.class::isInstance)
                .map(TenantPanel.class::cast)
                .forEach(TenantPanel::showExports);
    }
}
