package io.trunkline.ui.access;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.timepicker.TimePicker;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.access.AccessError;
import io.trunkline.tenancy.access.WorkingHours;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lines of days with their hours.
class HoursEditor extends Div {

    private final Div lines = new Div();
    private final List<Line> shown = new ArrayList<>();

    HoursEditor() {
        addClassName("tl-access-hours");
        Span label = new Span(Screens.text("access.hours"));
        label.addClassName("tl-strong");
        Span help = new Span(Screens.text("access.hours.help"));
        help.addClassName("tl-muted");
        lines.addClassName("tl-access-hours");
        Button add =
                new Button(
                        Screens.text("access.hours.add"),
                        Icons.of(Icons.PLUS),
                        click -> add(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), null));
        add.setId("access-hours-add");
        add(label, help, lines, new Div(add));
    }

    void show(List<WorkingHours> hours) {
        lines.removeAll();
        shown.clear();
        hours.forEach(entry -> add(entry.days(), entry));
    }

    /// @throws PluginException [AccessError#ACCESS_HOURS_INVALID] for a line that is not filled in
    List<WorkingHours> value() {
        return shown.stream().map(Line::value).toList();
    }

    private void add(Set<DayOfWeek> days, @Nullable WorkingHours hours) {
        Line line = new Line(days, hours);
        Button remove =
                new Button(
                        Icons.of(Icons.X),
                        click -> {
                            shown.remove(line);
                            lines.remove(line);
                        });
        remove.addThemeNames("tertiary", "icon");
        remove.setAriaLabel(Screens.text("access.hours.remove"));
        line.add(remove);
        shown.add(line);
        lines.add(line);
    }

    private static final class Line extends Div {

        private final CheckboxGroup<DayOfWeek> days = new CheckboxGroup<>();
        private final TimePicker from = new TimePicker();
        private final TimePicker until = new TimePicker();

        Line(Set<DayOfWeek> chosen, @Nullable WorkingHours hours) {
            addClassName("tl-access-line");
            days.setItems(DayOfWeek.values());
            days.setItemLabelGenerator(day -> Screens.text("access.day." + day));
            days.setAriaLabel(Screens.text("access.days"));
            days.setValue(chosen);
            time(from, "access.from", hours == null ? LocalTime.of(7, 30) : hours.from());
            time(until, "access.until", hours == null ? LocalTime.of(21, 0) : hours.until());
            add(days, from, new Span("–"), until);
        }

        WorkingHours value() {
            LocalTime first = from.getValue();
            LocalTime last = until.getValue();
            if (first == null || last == null) {
                throw new PluginException(AccessError.ACCESS_HOURS_INVALID, "–");
            }
            return WorkingHours.of(days.getValue(), first.toString(), last.toString());
        }

        private static void time(TimePicker picker, String label, LocalTime value) {
            picker.setAriaLabel(Screens.text(label));
            picker.setStep(Duration.ofMinutes(30));
            picker.setLocale(java.util.Locale.forLanguageTag("sv"));
            picker.setValue(value);
        }
    }
}
