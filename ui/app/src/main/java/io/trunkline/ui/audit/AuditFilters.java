package io.trunkline.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import io.trunkline.core.audit.AuditQuery;
import io.trunkline.spi.Member;
import io.trunkline.tenancy.audit.RequestFacts.Channel;
import io.trunkline.ui.shell.DateFields;
import io.trunkline.ui.shell.Screens;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the list of entries is narrowed by.
final class AuditFilters extends Div {

    private final DatePicker from = DateFields.picker("audit.filter.from");
    private final DatePicker to = DateFields.picker("audit.filter.to");
    private final ComboBox<String> action;
    private final ComboBox<Member> member;
    private final ComboBox<Channel> channel;
    private final Button clear = new Button(Screens.text("audit.filter.clear"));
    private boolean clearing;

    /// @param actions those that occur
    /// @param words of an action
    AuditFilters(
            List<String> actions,
            Function<String, String> words,
            List<Member> members,
            Runnable changed) {
        addClassNames("tl-toolbar", "tl-audit-filters");
        action = choice("audit.filter.action", actions, words);
        member = choice("audit.filter.member", members, Member::name);
        channel =
                choice(
                        "audit.filter.channel",
                        List.of(Channel.values()),
                        value -> AuditWords.channel(value.name()));
        for (DatePicker picker : List.of(from, to)) {
            picker.setPlaceholder(picker.getLabel());
            picker.setAriaLabel(picker.getLabel());
            picker.setLabel(null);
            picker.setClearButtonVisible(true);
            picker.addValueChangeListener(event -> tell(changed));
        }
        action.addValueChangeListener(event -> tell(changed));
        member.addValueChangeListener(event -> tell(changed));
        channel.addValueChangeListener(event -> tell(changed));
        clear.addThemeName("tertiary");
        clear.setVisible(false);
        clear.addClickListener(click -> {
            clear();
            tell(changed);
        });
        add(from, to, member, action, channel, clear);
    }

    boolean isFiltered() {
        return from.getValue() != null
                || to.getValue() != null
                || action.getValue() != null
                || member.getValue() != null
                || channel.getValue() != null;
    }

    /// Takes every filter away.
    void clear() {
        clearing = true;
        from.clear();
        to.clear();
        action.clear();
        member.clear();
        channel.clear();
        clearing = false;
    }

    AuditQuery query(@Nullable String after, int limit) {
        return new AuditQuery(
                begin(from.getValue()),
                to.getValue() == null ? null : begin(to.getValue().plusDays(1)),
                member.getValue() == null ? null : member.getValue().id(),
                action.getValue(),
                null,
                null,
                channel.getValue(),
                after,
                limit);
    }

    private void tell(Runnable changed) {
        if (!clearing) {
            clear.setVisible(isFiltered());
            changed.run();
        }
    }

    private static @Nullable Instant begin(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(Screens.formats().zone()).toInstant();
    }

    private static <T> ComboBox<T> choice(String key, List<T> items, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>();
        box.setPlaceholder(Screens.text(key));
        aria(box, Screens.text(key));
        box.setItemLabelGenerator(words::apply);
        box.setItems(items);
        box.setClearButtonVisible(true);
        return box;
    }

    private static <C extends Component & HasAriaLabel> void aria(C field, String label) {
        field.setAriaLabel(label);
    }
}
