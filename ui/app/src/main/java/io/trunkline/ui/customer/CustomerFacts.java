package io.trunkline.ui.customer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.customer.CustomField;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Master data of a customer: contact, basics, agreement, and the fields the tenant added.
final class CustomerFacts extends Div {

    private final Formats formats = Screens.formats();

    private final transient Unmasking unmasking;

    CustomerFacts(CustomerRow row, List<CustomField> customFields, Unmasking unmasking) {
        this.unmasking = unmasking;
        addClassNames("tl-panel", "tl-master");
        Customer customer = row.customer();
        contact(customer);
        basics(row);
        agreement(customer);
        custom(customer, customFields);
    }

    private void contact(Customer customer) {
        Div section = section("customer.section.contact");
        if (customer.phones().isEmpty()) {
            section.add(muted(Screens.text("customer.no-phone")));
            return;
        }
        boolean first = true;
        for (Customer.Phone phone : customer.phones()) {
            Component number =
                    phone.masked()
                            ? new MaskedValue(
                                    unmasking,
                                    customer.id(),
                                    CustomerField.PHONE,
                                    Screens.text("customer.phone"),
                                    phone.number(),
                                    whole -> number(whole, phone.id()))
                            : new Span(phone.number());
            Div line = new Div(Icons.of(first ? Icons.SMARTPHONE : Icons.PHONE), number);
            if (first) {
                line.add(muted(Screens.text("customer.phone.first")));
            }
            line.addClassName("tl-contact");
            section.add(line);
            first = false;
        }
    }

    private void basics(CustomerRow row) {
        Customer customer = row.customer();
        Div section = section("customer.section.basics");
        maskable(
                section,
                customer,
                CustomerField.ID_NUMBER,
                "customer.id-number",
                whole -> whole.idNumber());
        maskable(
                section,
                customer,
                CustomerField.ADDRESS,
                "customer.address",
                whole -> whole.address());
        LocalDate birth = customer.birthDate();
        if (birth != null) {
            pair(section, Screens.text("customer.birth-date"), formats.date(birth));
        }
        if (customer.gender() != null) {
            pair(
                    section,
                    Screens.text("customer.gender"),
                    Screens.text("customer.gender." + customer.gender()));
        }
        maskable(
                section,
                customer,
                CustomerField.EXTERNAL_NUMBER,
                "customer.external-number",
                Customer::externalNumber);
        pair(section, Screens.text("customer.unit"), row.unit());
        pair(section, Screens.text("customer.owner"), row.owner().isEmpty() ? "–" : row.owner());
        pair(section, Screens.text("customer.created"), formats.dateTime(customer.createdAt()));
        pair(section, Screens.text("customer.updated"), formats.dateTime(customer.updatedAt()));
    }

    private void agreement(Customer customer) {
        LocalDate end = customer.agreementEnd();
        if (customer.agreementType() == null && end == null) {
            return;
        }
        Div section = section("customer.section.agreement");
        AgreementDue due = AgreementDue.of(end, formats);
        Span name =
                new Span(
                        customer.agreementType() == null
                                ? Screens.text("customer.alert.agreement")
                                : customer.agreementType());
        Span left = new Span(due.days());
        left.addClassNames("tl-tone", "tl-toolbar-end");
        if (!due.tone().isEmpty()) {
            left.addClassName(due.tone());
        }
        Div line = new Div(name, left);
        line.addClassName("tl-row");
        section.add(line);
        LocalDate start = customer.agreementStart();
        if (start != null && end != null && start.isBefore(end)) {
            section.add(bar(start, end, due.tone()));
            section.add(
                    muted(Screens.text("customer.range", formats.date(start), formats.date(end))));
        } else if (end != null) {
            section.add(muted(Screens.text("customer.range.to", formats.date(end))));
        }
    }

    private Div bar(LocalDate start, LocalDate end, String tone) {
        double whole = end.toEpochDay() - start.toEpochDay();
        double done = formats.today().toEpochDay() - start.toEpochDay();
        Div fill = new Div();
        fill.getStyle().setWidth(Math.clamp(100 * done / whole, 0, 100) + "%");
        Div bar = new Div(fill);
        bar.addClassName("tl-bar");
        if (!tone.isEmpty()) {
            bar.addClassName(tone);
        }
        bar.getElement().setAttribute("aria-hidden", "true");
        return bar;
    }

    private void custom(Customer customer, List<CustomField> fields) {
        List<CustomField> filled =
                fields.stream()
                        .filter(field -> customer.customFields().containsKey(field.key()))
                        .toList();
        if (filled.isEmpty()) {
            return;
        }
        Div section = section("customer.section.custom");
        for (CustomField field : filled) {
            pair(section, field.label(), customer.customFields().getOrDefault(field.key(), ""));
        }
    }

    private Div section(String key) {
        Div section = new Div(new H3(Screens.text(key)));
        section.addClassName("tl-section");
        add(section);
        return section;
    }

    private static String number(Customer customer, long phone) {
        return customer.phones().stream()
                .filter(candidate -> candidate.id() == phone)
                .map(Customer.Phone::number)
                .findFirst()
                .orElse("–");
    }

    private void maskable(
            Div section,
            Customer customer,
            CustomerField field,
            String key,
            Function<Customer, @Nullable String> value) {
        String shown = value.apply(customer);
        if (shown == null || shown.isEmpty()) {
            return;
        }
        String label = Screens.text(key);
        if (!unmasking.isMasked(field)) {
            pair(section, label, shown);
            return;
        }
        Div line =
                new Div(
                        muted(label),
                        new MaskedValue(
                                unmasking,
                                customer.id(),
                                field,
                                label,
                                shown,
                                whole -> Objects.requireNonNullElse(value.apply(whole), "–")));
        line.addClassName("tl-pair");
        section.add(line);
    }

    private static void pair(Div section, String label, String value) {
        Component name = muted(label);
        Span text = new Span(value);
        Div line = new Div(name, text);
        line.addClassName("tl-pair");
        section.add(line);
    }

    private static Span muted(String text) {
        Span span = new Span(text);
        span.addClassName("tl-muted");
        return span;
    }
}
