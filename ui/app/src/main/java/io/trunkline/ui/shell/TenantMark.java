package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Span;
import java.util.List;

/// A square with the first letter of a name, or a round one for a person.
public final class TenantMark extends Span {

    private static final List<String> TONES = List.of("c1", "c2", "c3", "c4", "c5", "c6");

    private TenantMark(String letters) {
        super(letters);
        getElement().setAttribute("aria-hidden", "true");
    }

    public static TenantMark tenant(String name) {
        TenantMark mark = new TenantMark(name.substring(0, name.offsetByCodePoints(0, 1)));
        mark.addClassName("tl-mark-tenant");
        return mark;
    }

    /// Beside others, each in a colour of its own; grey for one that cannot be entered.
    static TenantMark tenant(String name, boolean active) {
        TenantMark mark = tenant(name);
        mark.addClassName(active ? tone(name) : "off");
        return mark;
    }

    /// The colour is found from the name, so that a person keeps hers on every page.
    public static TenantMark person(String name) {
        TenantMark mark = new TenantMark(initials(name.strip()));
        mark.addClassNames("tl-mark-person", tone(name));
        return mark;
    }

    private static String tone(String name) {
        return TONES.get(Math.floorMod(name.hashCode(), TONES.size()));
    }

    static String initials(String name) {
        if (name.isEmpty()) {
            return "?";
        }
        if (Character.isIdeographic(name.codePointAt(0))) {
            return name.substring(name.offsetByCodePoints(name.length(), -1));
        }
        StringBuilder initials = new StringBuilder();
        for (String word : name.split("[ .]+")) {
            if (!word.isEmpty() && initials.codePointCount(0, initials.length()) < 2) {
                initials.appendCodePoint(Character.toUpperCase(word.codePointAt(0)));
            }
        }
        return initials.toString();
    }
}
