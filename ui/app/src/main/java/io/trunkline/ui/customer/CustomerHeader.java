package io.trunkline.ui.customer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.interaction.Interaction;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.TenantMark;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who a customer is, in three lines: name and identity, facts, alerts.
final class CustomerHeader extends Div {

    private final Formats formats = Screens.formats();

    /// @param last the newest contact, null for none
    /// @param actions buttons at the right, the primary one first
    CustomerHeader(CustomerRow row, @Nullable Interaction last, Component... actions) {
        addClassName("tl-customer-head");
        Customer customer = row.customer();
        Div buttons = new Div(actions);
        buttons.addClassNames("tl-row", "tl-toolbar-end");
        Div top = new Div(TenantMark.person(customer.name()), names(row), buttons);
        top.addClassName("tl-customer-top");
        Div second = facts(customer, last);
        alert(customer).ifPresent(second::add);
        add(top, second);
    }

    private Div names(CustomerRow row) {
        Customer customer = row.customer();
        H2 name = new H2(customer.name());
        Span kind = new Span(Screens.text("customer.kind.person"));
        kind.addClassName("tl-tag");
        Div first = new Div(name, kind);
        first.addClassName("tl-row");
        List<String> parts = new ArrayList<>();
        if (customer.gender() != null) {
            parts.add(Screens.text("customer.gender." + customer.gender()));
        }
        LocalDate birth = customer.birthDate();
        if (birth != null) {
            parts.add(
                    Screens.text(
                            "customer.age", Period.between(birth, formats.today()).getYears()));
        }
        parts.add(Screens.text("customer.number", customer.externalNumber()));
        if (!row.owner().isEmpty()) {
            parts.add(Screens.text("customer.owned-by", row.owner()));
        }
        parts.add(row.unit());
        Span identity = new Span(String.join(" · ", parts));
        identity.addClassName("tl-muted");
        Div names = new Div(first, identity);
        names.addClassName("tl-customer-names");
        return names;
    }

    private Div facts(Customer customer, @Nullable Interaction last) {
        Div facts = new Div();
        facts.addClassName("tl-facts");
        if (customer.agreementType() != null) {
            fact(facts, "customer.fact.agreement", customer.agreementType(), "");
        }
        if (customer.agreementEnd() != null) {
            AgreementDue due = AgreementDue.of(customer.agreementEnd(), formats);
            fact(
                    facts,
                    "customer.fact.agreement-end",
                    formats.date(customer.agreementEnd()) + " · " + due.days(),
                    due.tone());
        }
        if (customer.monthlyCharge() != null) {
            fact(facts, "customer.fact.charge", formats.money(customer.monthlyCharge()), "");
        }
        fact(
                facts,
                "customer.fact.last-contact",
                last == null
                        ? Screens.text("customer.fact.no-contact")
                        : formats.dateTime(last.at()) + " · " + TimelineItem.channel(last),
                "");
        return facts;
    }

    private static void fact(Div facts, String key, String value, String tone) {
        Span label = new Span(Screens.text(key));
        label.addClassName("tl-muted");
        Span text = new Span(value);
        if (!tone.isEmpty()) {
            text.addClassNames("tl-tone", tone);
        }
        facts.add(new Div(label, text));
    }

    private Optional<Div> alert(Customer customer) {
        AgreementDue due = AgreementDue.of(customer.agreementEnd(), formats);
        if (due.alert().isEmpty()) {
            return Optional.empty();
        }
        boolean over = due.icon().isEmpty();
        String name =
                customer.agreementType() == null
                        ? Screens.text("customer.alert.agreement")
                        : customer.agreementType();
        Div alert =
                new Div(
                        Icons.of(over ? Icons.INFO : due.icon()),
                        new Span(name + " · " + due.alert()));
        alert.addClassNames("tl-alert", "tl-toolbar-end", over ? "quiet" : due.tone());
        return Optional.of(alert);
    }
}
