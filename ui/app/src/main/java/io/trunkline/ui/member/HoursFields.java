package io.trunkline.ui.member;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.member.WorkingHours;
import io.trunkline.ui.shell.Screens;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Working hours, one line a day: `08:30-12:00, 13:30-17:30`; an empty line is a day off.
final class HoursFields extends Div {

    private final Map<DayOfWeek, TextField> fields = new EnumMap<>(DayOfWeek.class);

    HoursFields(WorkingHours hours) {
        addClassName("tl-hours");
        for (DayOfWeek day : DayOfWeek.values()) {
            TextField field = new TextField();
            field.setAriaLabel(name(day));
            field.setPlaceholder(Screens.text("member.hours.off"));
            field.setValue(text(hours.on(day)));
            field.setId("member-hours-" + day);
            fields.put(day, field);
            Span label = new Span(name(day));
            label.addClassName("tl-muted");
            add(label, field);
        }
        Button copy = new Button(Screens.text("member.hours.copy"), click -> copyMonday());
        copy.addThemeName("tertiary");
        add(new Span(), copy);
    }

    /// @throws PluginException [MemberError#HOURS_INVALID] naming the day
    WorkingHours value() {
        Map<DayOfWeek, List<WorkingHours.Span>> days = new EnumMap<>(DayOfWeek.class);
        fields.forEach((day, field) -> days.put(day, spans(day, field.getValue())));
        try {
            return new WorkingHours(days);
        } catch (PluginException wrong) {
            throw new PluginException(
                    wrong,
                    MemberError.HOURS_INVALID,
                    name(DayOfWeek.valueOf(wrong.arguments().getFirst().toString())));
        }
    }

    private void copyMonday() {
        String monday = Objects.requireNonNull(fields.get(DayOfWeek.MONDAY), "Monday").getValue();
        fields.forEach((day, field) -> {
            if (day.compareTo(DayOfWeek.FRIDAY) <= 0) {
                field.setValue(monday);
            }
        });
    }

    private static List<WorkingHours.Span> spans(DayOfWeek day, String typed) {
        List<WorkingHours.Span> spans = new ArrayList<>();
        for (String part : typed.replace('–', '-').replace('：', ':').split("[,，、;；]")) {
            if (part.isBlank()) {
                continue;
            }
            int middle = part.indexOf('-');
            try {
                spans.add(
                        new WorkingHours.Span(
                                LocalTime.parse(padded(part.substring(0, middle))),
                                LocalTime.parse(padded(part.substring(middle + 1)))));
            } catch (DateTimeException | IndexOutOfBoundsException e) {
                throw new PluginException(e, MemberError.HOURS_INVALID, name(day));
            }
        }
        return spans;
    }

    /// People type 8:30.
    private static String padded(String time) {
        String plain = time.strip();
        return plain.indexOf(':') == 1 ? "0" + plain : plain;
    }

    private static String text(List<WorkingHours.Span> spans) {
        return spans.stream()
                .map(span -> span.from() + "-" + span.until())
                .collect(Collectors.joining(", "));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Screens.locale());
    }
}
