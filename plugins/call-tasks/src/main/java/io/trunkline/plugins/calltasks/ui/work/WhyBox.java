package io.trunkline.plugins.calltasks.ui.work;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.plugins.calltasks.work.CallTask;
import io.trunkline.spi.CustomerCard;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Why this customer is called now, with the facts that say so.
final class WhyBox extends Div {

    private static final int SOON = 30;
    private static final int VERY_SOON = 10;

    private final transient Page page;
    private final transient Formats formats;

    WhyBox(Page page, CallTask task, @Nullable CustomerCard customer) {
        this.page = page;
        formats = page.formats();
        addClassName("tl-calls-why-box");
        setId("workbench-why");
        add(
                Parts.box(
                        "tl-calls-line",
                        Icons.of(Icons.SPARKLES),
                        new H2(page.text("ui.why.title")),
                        Parts.spacer(),
                        Parts.words("tl-muted", task.batchName())));
        Div facts = Parts.box("tl-calls-facts");
        if (customer != null) {
            agreement(facts, customer);
        }
        if (task.callBackAt() != null) {
            facts.add(
                    fact(
                            Icons.CALENDAR_CLOCK,
                            page.text("ui.why.call-back", formats.dateTime(task.callBackAt())),
                            "bad"));
        }
        if (task.disposition() != null) {
            facts.add(last(task));
        }
        LocalDate due = task.dueAt().atZone(formats.zone()).toLocalDate();
        boolean late = due.isBefore(formats.today());
        facts.add(
                fact(
                        Icons.TARGET,
                        page.text(
                                late ? "ui.why.overdue" : "ui.why.due",
                                formats.shortDate(due),
                                task.attempts() + 1),
                        late ? "bad" : ""));
        add(facts);
    }

    private void agreement(Div facts, CustomerCard customer) {
        String type =
                customer.agreementType() == null || customer.agreementType().isEmpty()
                        ? page.text("ui.why.agreement")
                        : customer.agreementType();
        if (customer.agreementEnd() != null) {
            long days = formats.daysUntil(customer.agreementEnd());
            String date = formats.shortDate(customer.agreementEnd());
            String words =
                    days >= 0
                            ? page.text("ui.why.ends", type, days, date)
                            : page.text("ui.why.ended", type, -days, date);
            facts.add(
                    fact(
                            Icons.CLOCK,
                            words,
                            days <= VERY_SOON ? "bad" : days <= SOON ? "warn" : ""));
        }
        if (customer.monthlyCharge() != null) {
            facts.add(
                    fact(
                            Icons.WALLET,
                            page.text("ui.why.charge", formats.money(customer.monthlyCharge())),
                            ""));
        }
    }

    private Div last(CallTask task) {
        String outcome =
                page.text(
                        "disposition."
                                + java.util.Objects.requireNonNull(task.disposition()).key());
        String words =
                task.note().isEmpty()
                        ? page.text("ui.why.last", outcome)
                        : page.text("ui.why.last-note", outcome, task.note());
        return fact(Icons.HISTORY, words, "");
    }

    private static Div fact(String icon, String words, String tone) {
        Div fact = Parts.line(icon, words);
        fact.setTitle(words);
        if (!tone.isEmpty()) {
            fact.addClassName(tone);
        }
        return fact;
    }
}
