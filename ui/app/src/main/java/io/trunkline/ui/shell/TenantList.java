package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.Memberships.Membership;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tenants to choose from, last used first: by mouse, by arrow keys and Enter, by typing when they
/// are many.
final class TenantList extends Div {

    /// More than these are searched.
    private static final int FEW = 7;

    /// Rows drawn at once; typing finds the rest.
    private static final int MOST = 50;

    private static final String ARROWS =
            """
            this.addEventListener('keydown', event => {
              const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
              if (!by || event.isComposing) return;
              const rows = [...this.querySelectorAll('.tl-tenant-card:not([disabled])')];
              const at = rows.indexOf(document.activeElement);
              const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
              if (next) { next.focus(); next.scrollIntoView({ block: 'nearest' }); }
              event.preventDefault();
            });
            """;

    /// The keys work at once: Enter takes the one she used last, typing searches where they are
    /// many.
    private static final String FIRST =
            "const first = this.querySelector('#tenant-search, .tl-tenant-card:not([disabled])');"
                    + " if (first) first.focus();";

    private final transient List<Membership> memberships;
    private final transient Consumer<Tenant> choose;
    private final int current;
    private final boolean digits;
    private final Div rows = new Div();

    /// @param current id of the tenant she is in; 0 for none
    /// @param digits whether the first nine carry the digit that chooses them
    /// @param choose told which one she takes
    TenantList(List<Membership> memberships, int current, boolean digits, Consumer<Tenant> choose) {
        this.memberships = memberships;
        this.choose = choose;
        this.current = current;
        this.digits = digits;
        addClassName("tl-tenants");
        rows.addClassName("tl-tenant-rows");
        if (memberships.size() > FEW) {
            add(search());
        }
        add(rows);
        show("");
        getElement().executeJs(ARROWS);
        getElement().executeJs(FIRST);
    }

    private TextField search() {
        TextField search = new TextField();
        search.setId("tenant-search");
        search.setPlaceholder(Screens.text("shell.tenant.search"));
        search.setAriaLabel(Screens.text("shell.tenant.search"));
        search.setPrefixComponent(Icons.of(Icons.SEARCH));
        search.setWidthFull();
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> show(change.getValue()));
        return search;
    }

    private void show(String term) {
        rows.removeAll();
        String wanted = term.strip().toLowerCase(Locale.ROOT);
        List<Membership> found =
                memberships.stream().filter(one -> matches(one, wanted)).limit(MOST).toList();
        for (int index = 0; index < found.size(); index++) {
            rows.add(row(found.get(index), wanted.isEmpty() ? index + 1 : 0));
        }
        if (found.isEmpty()) {
            Span none = new Span(Screens.text("shell.tenant.none"));
            none.addClassName("tl-muted");
            rows.add(none);
        }
    }

    private static boolean matches(Membership one, String wanted) {
        return one.tenant().name().toLowerCase(Locale.ROOT).contains(wanted)
                || one.tenant().key().contains(wanted);
    }

    private NativeButton row(Membership one, int number) {
        Span name = new Span(one.tenant().name());
        name.addClassName("tl-strong");
        Span about = new Span(about(one));
        about.addClassName("tl-muted");
        Div names = new Div(name, about);
        names.addClassName("tl-two-lines");
        NativeButton row = new NativeButton();
        row.addClassName("tl-tenant-card");
        row.setId("tenant-" + one.tenant().key());
        row.add(TenantMark.tenant(one.tenant().name(), one.active()), names);
        boolean here = one.tenant().id() == current;
        Span end = end(one, here, number);
        if (end != null) {
            row.add(end);
        }
        row.setEnabled(one.active() && !here);
        row.addClickListener(click -> choose.accept(one.tenant()));
        return row;
    }

    private @Nullable Span end(Membership one, boolean here, int number) {
        if (!one.active()) {
            return words("tl-tag", Screens.text("shell.tenant.suspended"));
        }
        if (here) {
            return words("tl-tag accent", Screens.text("shell.tenant.here"));
        }
        if (!digits || number < 1 || number > 9) {
            return null;
        }
        if (number == 1) {
            return words("tl-link-button primary", Screens.text("shell.tenant.enter") + " ↵");
        }
        Span digit = words("tl-kbd", Integer.toString(number));
        digit.getElement().setAttribute("aria-hidden", "true");
        return digit;
    }

    /// What she is there, in which unit, and when she was there.
    private static String about(Membership one) {
        if (!one.active()) {
            return Screens.text("shell.tenant.suspended.why");
        }
        List<String> parts = new ArrayList<>();
        one.roles().forEach(role -> parts.add(role(role)));
        parts.add(one.unit());
        if (one.enteredAt() != null) {
            parts.add(new Formats(Screens.locale(), one.zone()).dateTime(one.enteredAt()));
        }
        return String.join(" · ", parts);
    }

    /// The default roles have names of ours; a tenant's own are called as it calls them.
    static String role(String name) {
        String text = "shell.role." + name;
        return ScreenTexts.has(Screens.locale(), text) ? Screens.text(text) : name;
    }

    private static Span words(String classes, String words) {
        Span span = new Span(words);
        span.addClassNames(classes.split(" "));
        return span;
    }
}
