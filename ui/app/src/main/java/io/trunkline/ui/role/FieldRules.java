package io.trunkline.ui.role;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.role.KnownField;
import io.trunkline.ui.role.RoleEditing.Change;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import java.util.List;

/// One line a field: how much of it the role shows.
class FieldRules extends Div {

    private final transient List<KnownField> fields;
    private final transient Runnable changed;

    FieldRules(List<KnownField> fields, Runnable changed) {
        this.fields = fields;
        this.changed = changed;
        addClassName("tl-field-rules");
    }

    void show(RoleEditing editing) {
        removeAll();
        fields.forEach(field -> add(line(field, editing)));
    }

    /// The field's name in the language of the page.
    static String name(KnownField field) {
        if (field.label() != null) {
            return field.label();
        }
        String key = "role.field." + field.key();
        return ScreenTexts.has(Screens.locale(), key) ? Screens.text(key) : field.key();
    }

    private Div line(KnownField field, RoleEditing editing) {
        Span name = new Span(name(field));
        name.addClassName("tl-field-name");
        Select<Rule> rule = new Select<>();
        rule.setId("field-" + field.key().replace('.', '-'));
        rule.setItems(Rule.values());
        rule.setItemLabelGenerator(item -> Screens.text("role.rule." + item));
        rule.setValue(editing.rule(field.key()));
        rule.setAriaLabel(name(field));
        Div line = new Div(name, rule);
        line.addClassName("tl-field-line");
        paint(line, field, editing);
        rule.addValueChangeListener(change -> {
            editing.rule(field.key(), change.getValue());
            paint(line, field, editing);
            changed.run();
        });
        return line;
    }

    private static void paint(Div line, KnownField field, RoleEditing editing) {
        Rule rule = editing.rule(field.key());
        line.getElement().getClassList().set("hidden-field", rule == Rule.HIDDEN);
        line.getElement().getClassList().set("masked-field", rule == Rule.MASKED);
        line.getElement()
                .getClassList()
                .set("changed", editing.changed(Change.Kind.FIELD, field.key()));
    }
}
