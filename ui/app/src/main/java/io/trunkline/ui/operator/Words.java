package io.trunkline.ui.operator;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.tenancy.tenant.TenantState;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Formats;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Small pieces that the operators' pages share. Times are the server's: operators are of no
/// tenant.
final class Words {

    private Words() {}

    static String time(@Nullable Instant instant) {
        return instant == null ? "–" : formats().dateTime(instant);
    }

    static String number(long number) {
        return formats().number(number);
    }

    private static Formats formats() {
        return new Formats(Screens.locale(), ZoneId.systemDefault());
    }

    static String text(TenantState state) {
        return Screens.text("operator.state." + state.name().toLowerCase(Locale.ROOT));
    }

    static Span status(TenantState state) {
        Span status = new Span(text(state));
        status.addClassNames(
                "tl-status",
                switch (state) {
                    case ACTIVE -> "ok";
                    case SUSPENDED -> "warn";
                    case DELETING, ERASING -> "bad";
                    case ARCHIVED, DELETED -> "off";
                });
        return status;
    }

    static Div fact(String label, String value) {
        Span name = new Span(label);
        name.addClassName("tl-muted");
        Div fact = new Div(name, new Span(value));
        fact.addClassName("tl-operator-fact");
        return fact;
    }
}
