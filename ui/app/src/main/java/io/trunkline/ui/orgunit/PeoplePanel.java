package io.trunkline.ui.orgunit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberPage;
import io.trunkline.tenancy.member.MemberQuery;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.member.RoleOption;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.orgunit.UnitRecord;
import io.trunkline.tenancy.position.Position;
import io.trunkline.ui.member.RoleNames;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The people of the chosen unit and what is below it.
final class PeoplePanel extends Div {

    private enum State {
        ACTIVE,
        DISABLED,
        ALL
    }

    private final transient MemberAdministration members;
    private final transient OrgUnits orgUnits;
    private final transient Supplier<List<Position>> positions;
    private final H2 title = new H2();
    private final Span total = new Span();
    private final TextField search = new TextField();
    private final Select<State> state = new Select<>();
    private final Select<RoleOption> role = new Select<>();
    private final Grid<MemberRecord> grid = new Grid<>();
    private final Div body = new Div();
    private final Button more = new Button(Screens.text("orgunit.more"), click -> next());
    private final transient List<MemberRecord> shown = new ArrayList<>();
    private transient List<Position> known = List.of();
    private transient @Nullable UnitRecord unit;
    private transient @Nullable Long after;

    /// @param open called with the member that was clicked
    PeoplePanel(
            MemberAdministration members,
            OrgUnits orgUnits,
            Supplier<List<Position>> positions,
            Consumer<MemberRecord> open,
            Component... actions) {
        this.members = members;
        this.orgUnits = orgUnits;
        this.positions = positions;
        addClassName("tl-panel");
        Div end = new Div(actions);
        end.addClassNames("tl-row", "tl-toolbar-end");
        Div head = new Div(title, end);
        head.addClassName("tl-head");
        columns(open);
        body.addClassName("tl-panel-body");
        total.getElement().setAttribute("aria-live", "polite");
        Div foot = new Div(total, more);
        foot.addClassName("tl-panel-foot");
        add(head, filters(), body, foot);
    }

    void show(UnitRecord chosen) {
        unit = chosen;
        title.setText(chosen.unit().name());
        refresh();
    }

    /// Reads the list anew.
    void refresh() {
        known = positions.get();
        shown.clear();
        after = null;
        next();
    }

    TextField search() {
        return search;
    }

    private void next() {
        UnitRecord within = unit;
        if (within == null) {
            return;
        }
        RoleOption chosenRole = role.getValue();
        MemberPage page =
                members.list(
                        new MemberQuery(
                                search.getValue(),
                                within.id(),
                                state.getValue() == State.ALL
                                        ? null
                                        : state.getValue() == State.ACTIVE,
                                chosenRole == null ? null : chosenRole.id(),
                                after,
                                MemberQuery.MOST));
        shown.addAll(page.members());
        after = page.next();
        more.setVisible(after != null);
        total.setText(Screens.text("orgunit.count", page.total()));
        grid.setItems(List.copyOf(shown));
        body.removeAll();
        body.add(
                shown.isEmpty()
                        ? States.empty(
                                Icons.USERS,
                                Screens.text("orgunit.nobody"),
                                Screens.text("orgunit.nobody.why"))
                        : grid);
    }

    private Div filters() {
        search.addClassName("tl-search");
        search.setPlaceholder(Screens.text("orgunit.search"));
        search.setAriaLabel(Screens.text("orgunit.search"));
        search.setPrefixComponent(Icons.of(Icons.SEARCH));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(300);
        search.addValueChangeListener(event -> refresh());
        search.setId("people-search");
        state.setItems(State.values());
        state.setItemLabelGenerator(one -> Screens.text("orgunit.state." + one));
        state.setValue(State.ACTIVE);
        state.setAriaLabel(Screens.text("orgunit.state"));
        state.addValueChangeListener(event -> refresh());
        state.setId("people-state");
        role.setItems(members.roles());
        role.setEmptySelectionAllowed(true);
        role.setEmptySelectionCaption(Screens.text("orgunit.role.all"));
        role.setItemLabelGenerator(
                one -> one == null ? Screens.text("orgunit.role.all") : RoleNames.of(one));
        role.setAriaLabel(Screens.text("orgunit.role"));
        role.addValueChangeListener(event -> refresh());
        Div filters = new Div(search, state, role);
        filters.addClassName("tl-toolbar");
        return filters;
    }

    private void columns(Consumer<MemberRecord> open) {
        grid.setId("people");
        grid.addThemeVariants(GridVariant.AURA_NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.SINGLE);
        grid.addComponentColumn(PeoplePanel::name)
                .setHeader(Screens.text("orgunit.person"))
                .setFlexGrow(2)
                .setWidth("190px");
        grid.addColumn(member ->
                        orgUnits.find(member.member().orgUnitId()).map(OrgUnit::name).orElse("–"))
                .setHeader(Screens.text("orgunit.unit"))
                .setWidth("110px");
        grid.addColumn(member ->
                        known.stream()
                                .filter(one -> Objects.equals(one.id(), member.positionId()))
                                .map(Position::name)
                                .findFirst()
                                .orElse("–"))
                .setHeader(Screens.text("orgunit.position"))
                .setWidth("110px");
        grid.addComponentColumn(PeoplePanel::roles)
                .setHeader(Screens.text("orgunit.roles"))
                .setWidth("170px");
        grid.addComponentColumn(PeoplePanel::skills)
                .setHeader(Screens.text("orgunit.skills"))
                .setWidth("130px");
        grid.addColumn(member -> member.phones().isEmpty() ? "–" : member.phones().getFirst())
                .setHeader(Screens.text("orgunit.phone"))
                .setWidth("140px");
        grid.addComponentColumn(PeoplePanel::state)
                .setHeader(Screens.text("orgunit.state"))
                .setWidth("90px")
                .setFlexGrow(0);
        grid.addItemClickListener(click -> open.accept(click.getItem()));
        Narrow.keep(grid, 0, 6);
        grid.setSizeFull();
    }

    private static Component name(MemberRecord member) {
        Span name = new Span(member.member().name());
        name.addClassName("tl-strong");
        Span username = new Span(member.member().username());
        username.addClassName("tl-muted");
        Div line = new Div(name, username);
        line.addClassName("tl-person");
        return line;
    }

    private static Component roles(MemberRecord member) {
        return tags(member.roles().stream().map(RoleNames::of).toList());
    }

    private static Component skills(MemberRecord member) {
        return tags(member.skills());
    }

    /// At most two, then how many more.
    private static Component tags(List<String> texts) {
        Div tags = new Div();
        tags.addClassName("tl-row");
        tags.getElement().setAttribute("title", String.join(", ", texts));
        texts.stream().limit(2).forEach(text -> tags.add(tag(text)));
        if (texts.size() > 2) {
            tags.add(tag("+" + (texts.size() - 2)));
        }
        return tags;
    }

    private static Span tag(String text) {
        Span tag = new Span(text);
        tag.addClassName("tl-tag");
        return tag;
    }

    private static Component state(MemberRecord member) {
        Span status =
                new Span(
                        Screens.text(
                                "orgunit.state."
                                        + (member.member().active()
                                                ? State.ACTIVE
                                                : State.DISABLED)));
        status.addClassName("tl-status");
        status.addClassName(member.member().active() ? "ok" : "bad");
        String consent = consent(member);
        String waiting = consent == null && member.invitationDue() ? "UNINVITED" : consent;
        if (waiting != null && member.member().active()) {
            status.setText(Screens.text("orgunit.state." + waiting));
            status.setClassName("tl-status warn");
        }
        return status;
    }

    private static @Nullable String consent(MemberRecord member) {
        return member.consent() == null ? null : member.consent().name();
    }
}
