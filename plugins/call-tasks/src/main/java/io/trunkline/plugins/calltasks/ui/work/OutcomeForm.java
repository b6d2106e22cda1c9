package io.trunkline.plugins.calltasks.ui.work;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.plugins.calltasks.work.Disposition;
import io.trunkline.plugins.calltasks.work.Outcome;
import io.trunkline.ui.spi.Drafts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What came of the call: a result by number key, when to call back, a note.
final class OutcomeForm extends Div {

    private static final int NOTE_LENGTH = 2000;
    private static final int NOTE_PAUSE_MILLIS = 1000;

    private static final String LEAVE_BY_ESCAPE =
            "this.addEventListener('keydown', event => {"
                    + " if (event.key === 'Escape' && !event.isComposing) event.target.blur(); })";

    private final Map<Disposition, Button> buttons = new EnumMap<>(Disposition.class);
    private final CallBackChoice callBack;
    private final TextArea note = new TextArea();

    /// The same for each try to save this one task, so that a repeated one changes nothing.
    private final String requestId = UUID.randomUUID().toString();

    private final transient Drafts.Kept kept;
    private transient @Nullable Disposition chosen;

    /// @param taskId whose note is kept while it is typed
    OutcomeForm(Page page, long taskId) {
        callBack = new CallBackChoice(page);
        callBack.setVisible(false);
        addClassName("tl-calls-outcome");
        Div results = Parts.box("tl-calls-results");
        results.getElement().setAttribute("role", "group");
        results.getElement().setAttribute("aria-label", page.text("ui.outcome.title"));
        for (Disposition disposition : Disposition.values()) {
            Button button = new Button(page.text("ui.outcome." + disposition.key()));
            button.setPrefixComponent(Parts.key(Integer.toString(disposition.digit())));
            button.setId("outcome-" + disposition.digit());
            button.setTooltipText(page.text("disposition." + disposition.key()));
            button.getElement().setAttribute("aria-pressed", "false");
            button.addClickListener(click -> choose(disposition));
            buttons.put(disposition, button);
            results.add(button);
        }
        note.setId("outcome-note");
        note.setAriaLabel(page.text("ui.note.title"));
        note.setPlaceholder(page.text("ui.note.placeholder"));
        note.setMaxLength(NOTE_LENGTH);
        note.setWidthFull();
        note.setMinRows(3);
        note.setMaxRows(5);
        note.getElement().executeJs(LEAVE_BY_ESCAPE);
        note.setValueChangeMode(ValueChangeMode.LAZY);
        note.setValueChangeTimeout(NOTE_PAUSE_MILLIS);
        kept = page.view().drafts().keep("outcome", taskId, Map.of("note", note));
        add(
                Parts.box(
                        "tl-calls-line",
                        new H2(page.text("ui.outcome.title")),
                        Parts.words("tl-muted", page.text("ui.outcome.hint"))),
                results,
                callBack,
                Parts.box(
                        "tl-calls-line tl-calls-note-head",
                        new H2(page.text("ui.note.title")),
                        Parts.key("E")),
                note);
    }

    void choose(int digit) {
        for (Disposition disposition : Disposition.values()) {
            if (disposition.digit() == digit) {
                choose(disposition);
            }
        }
    }

    void writeNote() {
        note.focus();
    }

    /// @return empty while no result is chosen
    Optional<Outcome> outcome() {
        if (chosen == null) {
            return Optional.empty();
        }
        boolean again = chosen.after() == Disposition.After.CALL_BACK;
        return Optional.of(
                new Outcome(
                        requestId,
                        chosen,
                        note.getValue(),
                        again ? callBack.at() : null,
                        again && callBack.byTeam()));
    }

    /// The outcome is recorded: nothing of it has to be kept.
    void saved() {
        kept.done();
    }

    /// Says that a result is missing, where it is missing.
    void ask() {
        buttons.values().iterator().next().focus();
    }

    private void choose(Disposition disposition) {
        chosen = disposition;
        buttons.forEach((each, button) -> {
            boolean on = each == disposition;
            button.getElement().getThemeList().set("primary", on);
            button.getElement().setAttribute("aria-pressed", Boolean.toString(on));
        });
        callBack.setVisible(disposition.after() == Disposition.After.CALL_BACK);
    }
}
