package io.trunkline.ui.operator;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.ui.shell.ForOperators;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;

/// What operators did, newest first.
@Route(value = "operator/audit", layout = OperatorLayout.class)
@ForOperators
public class AuditView extends Div {

    private static final int SHOWN = 200;

    private final transient OperatorAudit audit;
    private final transient PluginFacts facts = new PluginFacts(PluginParts.words());
    private final Grid<OperatorAudit.Entry> grid = new Grid<>();
    private final TextField tenant = new TextField();

    @Inject
    public AuditView(OperatorAudit audit) {
        this.audit = audit;
        addClassNames("tl-view", "tl-operator-audit");
        tenant.setPlaceholder(Screens.text("operator.audit.tenant"));
        tenant.setAriaLabel(Screens.text("operator.audit.tenant"));
        tenant.setPrefixComponent(Icons.of(Icons.SEARCH));
        tenant.setClearButtonVisible(true);
        tenant.setValueChangeMode(ValueChangeMode.LAZY);
        tenant.addValueChangeListener(change -> load());
        Span shown = new Span(Screens.text("operator.audit.newest", SHOWN));
        shown.addClassName("tl-muted");
        Span space = new Span();
        space.addClassName("tl-spacer");
        Div head = new Div(new H2(Screens.text("operator.audit")), shown, space, tenant);
        head.addClassName("tl-head");
        columns();
        Div panel = new Div(head, grid);
        panel.addClassName("tl-panel");
        add(panel);
        load();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().setTitle(Screens.text("operator.audit") + " · Trunkline");
    }

    private void columns() {
        grid.setId("operator-audit");
        grid.addThemeNames("no-border");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setSizeFull();
        grid.addColumn(entry -> Words.time(entry.at()))
                .setHeader(Screens.text("operator.audit.at"))
                .setWidth("150px")
                .setFlexGrow(0);
        grid.addColumn(OperatorAudit.Entry::operator)
                .setHeader(Screens.text("operator.audit.who"))
                .setWidth("140px")
                .setFlexGrow(0);
        grid.addColumn(entry -> action(entry.action()))
                .setHeader(Screens.text("operator.audit.what"))
                .setWidth("180px")
                .setFlexGrow(0);
        grid.addColumn(entry -> entry.tenant() == null ? "–" : entry.tenant())
                .setHeader(Screens.text("operator.audit.tenant"))
                .setWidth("160px")
                .setFlexGrow(0);
        grid.addColumn(this::before)
                .setHeader(Screens.text("operator.audit.before"))
                .setTooltipGenerator(this::before)
                .setFlexGrow(1);
        grid.addColumn(this::after)
                .setHeader(Screens.text("operator.audit.after"))
                .setTooltipGenerator(this::after)
                .setFlexGrow(2);
    }

    private String before(OperatorAudit.Entry entry) {
        if (PluginFacts.isAbout(entry)) {
            return facts.before(entry);
        }
        return entry.before() == null ? "" : entry.before();
    }

    private String after(OperatorAudit.Entry entry) {
        if (PluginFacts.isAbout(entry)) {
            return facts.after(entry);
        }
        return entry.after() == null ? "" : entry.after();
    }

    /// An action that has no words yet is shown by its name.
    private static String action(String action) {
        String key = "operator.action." + action;
        return ScreenTexts.has(Screens.locale(), key) ? Screens.text(key) : action;
    }

    private void load() {
        String key = tenant.getValue().strip();
        grid.setItems(audit.list(key.isEmpty() ? null : key, null, SHOWN));
    }
}
