package io.trunkline.plugins.calltasks.ui.assign;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.plugins.calltasks.board.ProgressNode;
import io.trunkline.plugins.calltasks.board.ProgressNode.Kind;
import io.trunkline.plugins.calltasks.dispatch.AgentLoad;
import io.trunkline.plugins.calltasks.dispatch.Assignment;
import io.trunkline.plugins.calltasks.dispatch.Handed;
import io.trunkline.plugins.calltasks.dispatch.Recall;
import io.trunkline.plugins.calltasks.dispatch.Strategy;
import io.trunkline.plugins.calltasks.dispatch.TeamShare;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tasks of one unit to its agents: how, how many, to whom.
final class AssignForm extends Div {

    private final transient Page page;
    private final transient ProgressNode unit;
    private final transient @Nullable Long batchId;
    private final transient Runnable changed;
    private final int pool;
    private final Map<Strategy, NativeButton> cards = new EnumMap<>(Strategy.class);
    private final IntegerField count = new IntegerField();
    private final Grid<AgentLoad> agents = new Grid<>();
    private final Span hint = Parts.words("tl-import-note", "");
    private final Button assign;
    private final List<AgentLoad> loads;
    private Strategy strategy = Strategy.LEAST_LOADED;

    AssignForm(Page page, ProgressNode unit, @Nullable Long batchId, Runnable changed) {
        this.page = page;
        this.unit = unit;
        this.batchId = batchId;
        this.changed = changed;
        pool = AssignPage.pool(unit);
        loads = page.tasks().dispatch().agents(page.session(), unit.id());
        addClassName("tl-fill");
        assign = Parts.primary("assign-send", "", this::assign);
        assign.setIcon(Icons.of(Icons.SEND));
        assign.setDisableOnClick(true);
        columns();
        add(head(), strategies(), amount(), agents, foot());
        judge();
    }

    private Div head() {
        Span waiting =
                Parts.words(pool > 0 ? "tl-tag warn" : "tl-tag", page.text("ui.assign.pool", pool));
        waiting.setId("assign-pool");
        Div head = Parts.box("tl-head", new H2(unit.name()), waiting, Parts.spacer());
        boolean hasTeams = unit.children().stream().anyMatch(child -> child.kind() == Kind.TEAM);
        if (unit.kind() == Kind.DISTRICT && hasTeams && unit.pool() > 0) {
            head.add(
                    Parts.button(
                            "assign-share",
                            page.text("ui.assign.share", unit.pool()),
                            Icons.SPLIT,
                            this::share));
        }
        if (unit.totals().assigned() > 0) {
            head.add(
                    Parts.button(
                            "assign-recall",
                            page.text("ui.assign.recall", unit.totals().assigned()),
                            Icons.UNDO_2,
                            this::recall));
        }
        return head;
    }

    private Div strategies() {
        Div row = Parts.box("tl-calls-cards");
        row.getElement().setAttribute("role", "group");
        row.getElement().setAttribute("aria-label", page.text("ui.assign.strategy"));
        for (Strategy each :
                List.of(Strategy.LEAST_LOADED, Strategy.ROUND_ROBIN, Strategy.BY_HAND)) {
            String key = each.name().toLowerCase(Locale.ROOT);
            NativeButton card = new NativeButton();
            card.add(
                    Parts.box(
                            "tl-line-icon",
                            Icons.of(icon(each)),
                            Parts.words("tl-strong", page.text("ui.strategy." + key))),
                    Parts.words("tl-muted", page.text("ui.strategy." + key + ".why")));
            card.setId("strategy-" + key);
            card.addClassName("tl-calls-card");
            card.addClickListener(click -> {
                strategy = each;
                judge();
            });
            cards.put(each, card);
            row.add(card);
        }
        return row;
    }

    private static String icon(Strategy strategy) {
        return switch (strategy) {
            case LEAST_LOADED -> Icons.SCALE;
            case ROUND_ROBIN -> Icons.SHUFFLE;
            case BY_HAND -> Icons.USER_CHECK;
        };
    }

    private Div amount() {
        count.setId("assign-count");
        count.setAriaLabel(page.text("ui.assign.count"));
        count.setMin(1);
        count.setMax(Math.max(1, pool));
        count.setValue(Math.max(1, pool));
        count.setEnabled(pool > 0);
        count.setWidth("110px");
        count.setStepButtonsVisible(true);
        count.setValueChangeMode(ValueChangeMode.LAZY);
        count.addValueChangeListener(change -> judge());
        return Parts.box(
                "tl-bar-head",
                new H2(page.text("ui.assign.agents")),
                Parts.words("tl-muted", page.number(loads.size())),
                Parts.spacer(),
                Parts.words("tl-muted", page.text("ui.assign.count")),
                count);
    }

    private void columns() {
        agents.setId("assign-agents");
        agents.setSelectionMode(Grid.SelectionMode.MULTI);
        agents.addThemeNames("no-border");
        agents.setSizeFull();
        agents.addComponentColumn(agent -> Parts.words("tl-strong", agent.name()))
                .setHeader(page.text("ui.agent"));
        agents.addColumn(agent -> teamName(agent.orgUnitId())).setHeader(page.text("ui.team"));
        agents.addColumn(agent -> page.number(agent.open()))
                .setHeader(page.text("ui.assign.open"))
                .setTextAlign(ColumnTextAlign.END);
        agents.addComponentColumn(this::load).setHeader(page.text("ui.assign.load"));
        agents.addColumn(agent -> page.number(agent.doneToday()))
                .setHeader(page.text("ui.assign.done-today"))
                .setTextAlign(ColumnTextAlign.END);
        Narrow.keep(agents, 0, 2);
        agents.setItems(loads);
        agents.addSelectionListener(change -> judge());
        agents.setEmptyStateText(page.text("ui.assign.no-agent"));
    }

    private Div load(AgentLoad agent) {
        int most = Math.max(1, loads.stream().mapToInt(AgentLoad::open).max().orElse(1));
        Div bar = Parts.box("tl-stack");
        Parts.piece(bar, "accent", agent.open(), most);
        return bar;
    }

    private String teamName(long orgUnitId) {
        return page.platform()
                .orgUnits()
                .find(page.session(), orgUnitId)
                .map(found -> found.name())
                .orElse("");
    }

    private Div foot() {
        return Parts.box("tl-foot", hint, Parts.spacer(), assign);
    }

    private void judge() {
        cards.forEach((each, card) -> {
            card.getClassNames().set("current", each == strategy);
            card.getElement().setAttribute("aria-pressed", Boolean.toString(each == strategy));
        });
        Set<AgentLoad> selected = agents.getSelectedItems();
        boolean oneNeeded = strategy == Strategy.BY_HAND && selected.size() != 1;
        int wanted = wanted();
        int people = selected.isEmpty() ? loads.size() : selected.size();
        assign.setEnabled(pool > 0 && wanted > 0 && people > 0 && !oneNeeded);
        if (strategy == Strategy.BY_HAND && selected.size() == 1) {
            assign.setText(
                    page.text("ui.assign.send-to", wanted, selected.iterator().next().name()));
        } else {
            assign.setText(page.text("ui.assign.send", wanted, people));
        }
        hint.setText(
                pool == 0 || loads.isEmpty()
                        ? page.text(pool == 0 ? "ui.assign.empty" : "ui.assign.no-agent")
                        : oneNeeded
                                ? page.text("ui.assign.one")
                                : selected.isEmpty() ? page.text("ui.assign.everyone") : "");
    }

    private int wanted() {
        Integer value = count.getValue();
        return value == null ? 0 : Math.min(pool, Math.max(0, value));
    }

    private void assign() {
        int wanted = wanted();
        List<Long> members = agents.getSelectedItems().stream().map(AgentLoad::memberId).toList();
        hand(
                "ui.assign.sent",
                left ->
                        page.tasks()
                                .dispatch()
                                .assign(
                                        page.session(),
                                        new Assignment(
                                                batchId, unit.id(), null, List.of(), left, strategy,
                                                members)),
                wanted);
    }

    private void share() {
        hand(
                "ui.assign.shared",
                left ->
                        page.tasks()
                                .dispatch()
                                .share(
                                        page.session(),
                                        new TeamShare(
                                                batchId, unit.id(), List.of(), List.of(), left)),
                unit.pool());
    }

    private void recall() {
        hand(
                "ui.assign.recalled",
                left ->
                        page.tasks()
                                .dispatch()
                                .recall(
                                        page.session(),
                                        new Recall(
                                                batchId, unit.id(), List.of(), List.of(), false,
                                                false, false)),
                Integer.MAX_VALUE);
    }

    private void hand(String told, Step step, int wanted) {
        page.attempt(() -> {
            int moved = 0;
            Handed handed;
            do {
                handed = step.hand(wanted - moved);
                moved += handed.count();
            } while (handed.more() && moved < wanted);
            page.view().done(page.text(told, moved));
        });
        changed.run();
    }

    @FunctionalInterface
    private interface Step {
        /// @param left how many may still be moved
        Handed hand(int left);
    }
}
