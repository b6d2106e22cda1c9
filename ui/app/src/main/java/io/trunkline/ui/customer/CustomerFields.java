package io.trunkline.ui.customer;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.core.customer.CustomField;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerDraft;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.core.customer.InvalidCustomerException;
import io.trunkline.spi.Member;
import io.trunkline.spi.Money;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.ui.shell.DateFields;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of the customer form, each bound to the part of a customer it shows. Knows what a
/// person changed, so that a newer version can be put under her changes.
final class CustomerFields extends Div {

    private static final int PHONES = 2;

    private final Map<String, Bound<?>> bound = new LinkedHashMap<>();
    private final TextField externalNumber = text("customer.external-number");
    private final TextField name = text("customer.name");
    private final Select<Customer.Gender> gender = new Select<>();
    private final DatePicker birthDate = DateFields.picker("customer.birth-date");
    private final List<TextField> phones = new ArrayList<>();
    private final TextField idNumber = text("customer.id-number");
    private final TextField address = text("customer.address");
    private final ComboBox<OrgUnit> unit = new ComboBox<>(Screens.text("customer.unit"));
    private final ComboBox<Member> owner = new ComboBox<>(Screens.text("customer.owner"));
    private final TextField agreementType = text("customer.agreement-type");
    private final DatePicker agreementStart = DateFields.picker("customer.agreement-start");
    private final DatePicker agreementEnd = DateFields.picker("customer.agreement-end");
    private final BigDecimalField charge = new BigDecimalField(Screens.text("customer.charge"));
    private final Map<String, TextField> custom = new LinkedHashMap<>();
    private final transient List<OrgUnit> units;
    private final transient List<Member> members;
    private Currency currency = Currency.getInstance("CNY");
    private transient @Nullable Customer base;

    CustomerFields(OrgUnits orgUnits, Members members, List<CustomField> customFields) {
        this.units = orgUnits.all();
        this.members = members.withPermission(CorePermissions.CUSTOMER_VIEW, orgUnits.root().id());
        addClassName("tl-form");
        name.setRequiredIndicatorVisible(true);
        externalNumber.setRequiredIndicatorVisible(true);
        gender.setLabel(Screens.text("customer.gender"));
        gender.setItems(Customer.Gender.values());
        gender.setEmptySelectionAllowed(true);
        gender.setItemLabelGenerator(
                value -> value == null ? "" : Screens.text("customer.gender." + value));
        unit.setItems(
                units.stream()
                        .filter(item -> TenantRunner.current().scope().covers(item.id()))
                        .toList());
        unit.setItemLabelGenerator(OrgUnit::name);
        owner.setItems(this.members);
        owner.setItemLabelGenerator(Member::name);
        owner.setClearButtonVisible(true);
        charge.setSuffixComponent(new Span(Screens.text("customer.charge.unit")));
        bind("name", name, Customer::name);
        bind("externalNumber", externalNumber, Customer::externalNumber);
        bindPhones();
        bind("idNumber", idNumber, customer -> orEmpty(customer.idNumber()));
        bind("address", address, customer -> orEmpty(customer.address()));
        bind("gender", gender, Customer::gender);
        bind("birthDate", birthDate, Customer::birthDate);
        bind("orgUnitId", unit, customer -> unit(customer.orgUnitId()));
        bind("ownerId", owner, customer -> member(customer.ownerId()));
        bind("agreementType", agreementType, customer -> orEmpty(customer.agreementType()));
        bind("monthlyCharge", charge, customer -> amount(customer.monthlyCharge()));
        bind("agreementStart", agreementStart, Customer::agreementStart);
        bind("agreementEnd", agreementEnd, Customer::agreementEnd);
        if (!customFields.isEmpty()) {
            add(new H3(Screens.text("customer.section.custom")));
        }
        for (CustomField field : customFields) {
            TextField input = new TextField(field.label());
            custom.put(field.key(), input);
            bind(
                    "customFields." + field.key(),
                    input,
                    customer -> customer.customFields().getOrDefault(field.key(), ""));
        }
    }

    /// Begins a new customer in the unit of the person who enters it.
    void begin() {
        unit.setValue(unit(TenantRunner.current().actor().orgUnitId()));
    }

    /// The fields that hold typed text and can be seen, by name.
    Map<String, TextField> texts() {
        Map<String, TextField> texts = new LinkedHashMap<>();
        bound.forEach((key, field) -> {
            if (field.field() instanceof TextField text && text.isVisible()) {
                texts.put(key, text);
            }
        });
        return texts;
    }

    void focus() {
        name.focus();
    }

    /// Shows a customer; typed values are replaced.
    void show(Customer customer) {
        base = customer;
        if (customer.monthlyCharge() != null) {
            currency = customer.monthlyCharge().currency();
        }
        bound.values().forEach(field -> field.show(customer));
    }

    /// Puts a newer version under what the person changed: her changes stay, all else follows it.
    void rebase(Customer newer) {
        Customer before = Objects.requireNonNull(base);
        bound.values().stream()
                .filter(field -> !field.isChanged(before))
                .forEach(field -> field.show(newer));
        base = newer;
    }

    /// Whether anything was typed that is not saved.
    boolean isChanged() {
        Customer before = base;
        if (before == null) {
            return !name.isEmpty()
                    || !externalNumber.isEmpty()
                    || phones.stream().anyMatch(phone -> !phone.isEmpty());
        }
        return bound.values().stream().anyMatch(field -> field.isChanged(before));
    }

    CustomerDraft draft() {
        Map<String, String> values = new LinkedHashMap<>();
        custom.forEach((key, field) -> values.put(key, field.getValue()));
        return new CustomerDraft(
                externalNumber.getValue(),
                name.getValue(),
                gender.getValue(),
                birthDate.getValue(),
                typedPhones(),
                idNumber.getValue(),
                address.getValue(),
                unit.getValue() == null ? null : unit.getValue().id(),
                owner.getValue() == null ? null : owner.getValue().id(),
                agreementType.getValue(),
                agreementStart.getValue(),
                agreementEnd.getValue(),
                money(charge.getValue()),
                values);
    }

    /// Marks each wrong field with what is right.
    ///
    /// @return what belongs to no field here
    List<String> showProblems(List<InvalidCustomerException.Problem> problems) {
        bound.values().forEach(field -> field.refuse(null));
        List<String> others = new ArrayList<>();
        for (InvalidCustomerException.Problem problem : problems) {
            String message = message(problem.reason());
            if (!refuse(problem.field(), message)) {
                others.add(message);
            }
        }
        return others;
    }

    boolean refuse(String field, String message) {
        Bound<?> wrong = bound.get(field.equals("phones") ? "phones.0" : field);
        if (wrong == null) {
            return false;
        }
        wrong.refuse(message);
        return true;
    }

    private static String message(String reason) {
        String key = "customer.problem." + reason;
        return ScreenTexts.has(Screens.locale(), key)
                ? Screens.text(key)
                : Screens.text("customer.problem.other");
    }

    private void bindPhones() {
        for (int index = 0; index < PHONES; index++) {
            int place = index;
            TextField field =
                    new TextField(
                            index == 0
                                    ? Screens.text("customer.phone")
                                    : Screens.text("customer.phone.other"));
            phones.add(field);
            bind(
                    "phones." + index,
                    field,
                    customer ->
                            place < customer.phones().size()
                                    ? customer.phones().get(place).number()
                                    : "");
        }
    }

    private List<String> typedPhones() {
        List<String> typed =
                new ArrayList<>(
                        phones.stream()
                                .map(TextField::getValue)
                                .filter(text -> !text.isBlank())
                                .toList());
        if (base != null) {
            base.phones().stream().skip(PHONES).map(Customer.Phone::number).forEach(typed::add);
        }
        return typed;
    }

    private <T> void bind(
            String name, AbstractField<?, T> field, Function<Customer, @Nullable T> value) {
        FieldPolicy policy = TenantRunner.current().fields();
        String ruled = name.startsWith("phones.") ? "phone" : name;
        FieldPolicy.Rule rule = policy.of(ruled);
        field.setReadOnly(rule == FieldPolicy.Rule.READ_ONLY);
        boolean masked = rule == FieldPolicy.Rule.MASKED;
        boolean partly =
                CustomerField.of(ruled)
                        .filter(known -> known.mask() != CustomerField.Mask.NOTHING)
                        .isPresent();
        field.setVisible(rule != FieldPolicy.Rule.HIDDEN && (!masked || partly));
        bound.put(name, new Bound<>(field, value, masked && !ruled.equals("phone")));
        add((Component) field);
    }

    private @Nullable OrgUnit unit(long id) {
        return units.stream().filter(item -> item.id() == id).findFirst().orElse(null);
    }

    private @Nullable Member member(@Nullable Long id) {
        return members.stream()
                .filter(item -> id != null && item.id() == id)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null
                ? null
                : BigDecimal.valueOf(
                        money.minorUnits(), money.currency().getDefaultFractionDigits());
    }

    private @Nullable Money money(@Nullable BigDecimal amount) {
        if (amount == null) {
            return null;
        }
        int digits = currency.getDefaultFractionDigits();
        return new Money(
                amount.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValue(),
                currency);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static TextField text(String key) {
        return new TextField(Screens.text(key));
    }

    /// @param locked whether a value that is there cannot be replaced, because it is masked
    private record Bound<T>(
            AbstractField<?, T> field, Function<Customer, @Nullable T> value, boolean locked) {

        void show(Customer customer) {
            T shown = value.apply(customer);
            if (shown == null) {
                field.clear();
            } else {
                field.setValue(shown);
                if (locked && !field.isEmpty()) {
                    field.setReadOnly(true);
                }
            }
        }

        boolean isChanged(Customer customer) {
            T before = value.apply(customer);
            return before == null ? !field.isEmpty() : !before.equals(field.getValue());
        }

        void refuse(@Nullable String message) {
            if (field instanceof HasValidationProperties checked) {
                checked.setErrorMessage(message == null ? "" : message);
                checked.setInvalid(message != null);
            }
        }
    }
}
