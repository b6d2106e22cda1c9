package io.trunkline.ui.customer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.listbox.ListBox;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.spi.Member;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.ui.shell.DateFields;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Search field and filter chips above the customer list.
final class CustomerFilters extends Div {

    private final Formats formats = Screens.formats();
    private final transient Consumer<CustomerListState> changed;
    private final TextField search = new TextField();
    private final FilterChip district;
    private final FilterChip owner;
    private final FilterChip agreementEnd;
    private final FilterChip sort;
    private final transient List<OrgUnit> units;
    private final transient List<Member> owners;
    private final DatePicker from = DateFields.picker("customer.filter.from");
    private final DatePicker to = DateFields.picker("customer.filter.to");
    private CustomerListState state = CustomerListState.ALL;

    CustomerFilters(OrgUnits orgUnits, Members members, Consumer<CustomerListState> changed) {
        this.changed = changed;
        addClassName("tl-toolbar");
        units = orgUnits.all();
        owners = members.withPermission(CorePermissions.CUSTOMER_VIEW, orgUnits.root().id());
        district =
                new FilterChip(
                        Icons.MAP_PIN,
                        Screens.text("customer.filter.district"),
                        () -> change(state.withUnit(null)));
        owner =
                new FilterChip(
                        Icons.USER_ROUND,
                        Screens.text("customer.filter.owner"),
                        () -> change(state.withOwner(null)));
        agreementEnd =
                new FilterChip(
                        Icons.CALENDAR_CLOCK,
                        Screens.text("customer.filter.agreement-end"),
                        () -> change(state.withAgreementEnd(null, null)));
        sort =
                new FilterChip(
                        Icons.ARROW_UP_DOWN,
                        Screens.text("customer.sort"),
                        () -> change(state.withSort(CustomerQuery.Sort.CREATED)));
        sort.addClassName("tl-toolbar-end");
        offerChoices();
        add(searchField(), district, owner, agreementEnd, sort);
    }

    TextField search() {
        return search;
    }

    void show(CustomerListState shown) {
        state = shown;
        search.setValue(shown.query());
        district.show(
                shown.unit() == null
                        ? null
                        : units.stream()
                                .filter(unit -> shown.unit() == unit.id())
                                .map(OrgUnit::name)
                                .findFirst()
                                .orElse("?"));
        owner.show(
                shown.owner() == null
                        ? null
                        : owners.stream()
                                .filter(member -> shown.owner() == member.id())
                                .map(Member::name)
                                .findFirst()
                                .orElse("?"));
        agreementEnd.show(range(shown));
        from.setValue(shown.from());
        to.setValue(shown.to());
        sort.show(shown.sort() == CustomerQuery.Sort.CREATED ? null : sortName(shown.sort()));
    }

    private void change(CustomerListState other) {
        if (!other.equals(state)) {
            changed.accept(other);
        }
    }

    private TextField searchField() {
        search.addClassName("tl-search");
        search.setPlaceholder(Screens.text("customer.search"));
        search.setAriaLabel(Screens.text("customer.search"));
        search.setPrefixComponent(Icons.of(Icons.SEARCH));
        Span key = new Span("/");
        key.addClassName("tl-kbd");
        search.setSuffixComponent(key);
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(300);
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                change(state.withQuery(event.getValue()));
            }
        });
        return search;
    }

    private void offerChoices() {
        ListBox<OrgUnit> districts = new ListBox<>();
        districts.setItems(
                units.stream()
                        .filter(unit ->
                                unit.kind() == OrgUnit.Kind.CITY
                                        || unit.kind() == OrgUnit.Kind.DISTRICT)
                        .toList());
        districts.setRenderer(new TextRenderer<>(OrgUnit::name));
        districts.addValueChangeListener(event -> {
            if (event.getValue() != null) {
                district.close();
                OrgUnit unit = event.getValue();
                districts.clear();
                change(state.withUnit(unit.kind() == OrgUnit.Kind.CITY ? null : unit.id()));
            }
        });
        district.offer(districts);
        owner.offer(ownerChoice());
        agreementEnd.offer(rangeChoice());
        ListBox<CustomerQuery.Sort> sorts = new ListBox<>();
        sorts.setItems(CustomerQuery.Sort.values());
        sorts.setRenderer(new TextRenderer<>(CustomerFilters::sortName));
        sorts.addValueChangeListener(event -> {
            if (event.getValue() != null) {
                sort.close();
                CustomerQuery.Sort chosen = event.getValue();
                sorts.clear();
                change(state.withSort(chosen));
            }
        });
        sort.offer(sorts);
    }

    private Div ownerChoice() {
        ListBox<Member> list = new ListBox<>();
        list.setItems(owners);
        list.setRenderer(new TextRenderer<>(Member::name));
        list.addValueChangeListener(event -> {
            if (event.getValue() != null) {
                owner.close();
                long id = event.getValue().id();
                list.clear();
                change(state.withOwner(id));
            }
        });
        TextField find = new TextField();
        find.setPlaceholder(Screens.text("customer.filter.find"));
        find.setAriaLabel(Screens.text("customer.filter.find"));
        find.setPrefixComponent(Icons.of(Icons.SEARCH));
        find.setValueChangeMode(ValueChangeMode.LAZY);
        find.addValueChangeListener(event ->
                list.setItems(
                        owners.stream()
                                .filter(member -> matches(member, event.getValue()))
                                .toList()));
        Div choice = new Div(find, list);
        choice.addClassName("tl-filter-list");
        return choice;
    }

    private Div rangeChoice() {
        Div quick = new Div();
        quick.addClassName("tl-row");
        for (int days : new int[] {10, 30, 60, 90}) {
            Button button =
                    new Button(Screens.text("customer.filter.within", days), click -> within(days));
            quick.add(button);
        }
        Button apply = new Button(Screens.text("customer.filter.apply"));
        apply.addThemeName("primary");
        apply.addClickListener(click -> {
            LocalDate first = from.getValue();
            LocalDate last = to.getValue();
            boolean turned = first != null && last != null && first.isAfter(last);
            to.setInvalid(turned);
            to.setErrorMessage(Screens.text("customer.filter.turned"));
            if (!turned) {
                agreementEnd.close();
                change(state.withAgreementEnd(first, last));
            }
        });
        Div dates = new Div(from, to);
        dates.addClassName("tl-row");
        Div foot = new Div(apply);
        foot.addClassNames("tl-row", "tl-row-end");
        Div choice = new Div(quick, dates, foot);
        choice.addClassName("tl-filter-dates");
        return choice;
    }

    private void within(int days) {
        agreementEnd.close();
        LocalDate today = formats.today();
        change(state.withAgreementEnd(today, today.plusDays(days)));
    }

    private @Nullable String range(CustomerListState shown) {
        LocalDate first = shown.from();
        LocalDate last = shown.to();
        if (first == null) {
            return last == null ? null : Screens.text("customer.range.to", formats.date(last));
        }
        if (last == null) {
            return Screens.text("customer.range.from", formats.date(first));
        }
        return first.equals(formats.today())
                ? Screens.text("customer.filter.within", formats.daysUntil(last))
                : Screens.text("customer.range", formats.date(first), formats.date(last));
    }

    private static String sortName(CustomerQuery.Sort value) {
        return Screens.text("customer.sort." + value.name().toLowerCase(Locale.ROOT));
    }

    private static boolean matches(Member member, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return member.name().toLowerCase(Locale.ROOT).contains(wanted)
                || member.username().toLowerCase(Locale.ROOT).startsWith(wanted);
    }
}
