package io.trunkline.plugins.calltasks.ui.work;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import io.trunkline.plugins.calltasks.ui.Dates;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.ui.spi.Icons;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When the customer wants to be called back: two usual times or any other, by the same agent or
/// anyone of her team.
final class CallBackChoice extends Div {

    private static final LocalTime EVENING = LocalTime.of(18, 30);
    private static final LocalTime MORNING = LocalTime.of(9, 30);

    private final transient Page page;
    private final List<Button> buttons = new ArrayList<>();
    private final DateTimePicker other = new DateTimePicker();
    private final Checkbox byMe;
    private transient @Nullable LocalDateTime chosen;

    CallBackChoice(Page page) {
        this.page = page;
        addClassName("tl-calls-call-back");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", page.text("ui.call-back.title"));
        LocalDateTime now = now();
        LocalDateTime evening = now.with(EVENING);
        LocalDateTime morning = now.plusDays(1).with(MORNING);
        if (now.isBefore(evening)) {
            choice("call-back-evening", page.text("ui.call-back.today", EVENING), evening);
        }
        choice("call-back-morning", page.text("ui.call-back.tomorrow", MORNING), morning);
        Button any = new Button(page.text("ui.call-back.other"), Icons.of(Icons.CALENDAR));
        any.setId("call-back-other");
        any.addClickListener(click -> openOther(any));
        buttons.add(any);
        Dates.prepare(other, page);
        other.setId("call-back-time");
        other.setAriaLabel(page.text("ui.call-back.title"));
        other.setMin(now);
        other.setStep(Duration.ofMinutes(30));
        other.setVisible(false);
        other.addValueChangeListener(change -> chosen = change.getValue());
        byMe = new Checkbox(page.text("ui.call-back.by-me"), true);
        byMe.setId("call-back-by-me");
        Div line = Parts.box("tl-calls-line", Icons.of(Icons.CALENDAR_CLOCK));
        buttons.forEach(line::add);
        line.add(Parts.spacer(), byMe);
        add(line, other);
        press(buttons.getFirst(), now.isBefore(evening) ? evening : morning);
    }

    @Nullable Instant at() {
        return chosen == null ? null : chosen.atZone(zone()).toInstant();
    }

    boolean byTeam() {
        return !byMe.getValue();
    }

    private void choice(String id, String words, LocalDateTime at) {
        Button button = new Button(words);
        button.setId(id);
        button.addClickListener(click -> {
            other.setVisible(false);
            press(button, at);
        });
        buttons.add(button);
    }

    private void openOther(Button any) {
        other.setVisible(true);
        if (other.getValue() == null) {
            other.setValue(now().plusDays(1).with(LocalTime.of(10, 0)));
        }
        press(any, other.getValue());
        other.focus();
    }

    private void press(Button pressed, LocalDateTime at) {
        chosen = at;
        for (Button button : buttons) {
            boolean on = button == pressed;
            button.getElement().setAttribute("aria-pressed", Boolean.toString(on));
            button.getClassNames().set("tl-chosen", on);
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(page.platform().clock().instant(), zone());
    }

    private ZoneId zone() {
        return page.session().zone();
    }
}
