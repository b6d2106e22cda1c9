package io.trunkline.plugins.calltasks.ui.work;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.plugins.calltasks.work.CallTask;
import io.trunkline.spi.CustomerCard;
import io.trunkline.ui.spi.Icons;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The call in its order: dial, script, result, call-back, note, save.
final class CallPanel extends Div {

    private static final Pattern CHINESE_MOBILE =
            Pattern.compile("^\\+86(1\\d{2})(\\d{4})(\\d{4})$");

    private final transient Page page;
    private final transient CallTask task;
    private final Div dialBar = Parts.box("tl-calls-dial");
    private final OutcomeForm form;

    /// @param nextName who comes up afterwards, empty for no one
    CallPanel(
            Page page,
            CallTask task,
            @Nullable CustomerCard customer,
            String nextName,
            Runnable save,
            Runnable saveAndNext) {
        this.page = page;
        this.task = task;
        form = new OutcomeForm(page, task.id());
        addClassNames("tl-panel", "tl-calls-call");
        setId("workbench-call");
        masked(customer);
        Div body = Parts.box("tl-calls-body");
        if (!task.script().isBlank()) {
            body.add(script());
        }
        body.add(form);
        Button quiet = Parts.button("save", page.text("ui.work.save"), save);
        Button both = Parts.primary("save-next", page.text("ui.work.save-next"), saveAndNext);
        both.setSuffixComponent(Parts.key("Ctrl ↵"));
        Div next = Parts.box("tl-calls-next");
        if (!nextName.isEmpty()) {
            next.add(Parts.words("tl-muted", page.text("ui.work.following")), new Span(nextName));
        }
        add(dialBar, body, Parts.box("tl-foot", next, Parts.spacer(), quiet, both));
    }

    OutcomeForm form() {
        return form;
    }

    /// The server reveals the number and logs that it did; Enter on it hands it to the phone
    /// program. The page does not do that by itself: a browser may answer with a dialog that takes
    /// the keys.
    void dial() {
        page.attempt(
                () -> called(page.tasks().workbench().dial(page.session(), task.id()).number()));
    }

    private void masked(@Nullable CustomerCard customer) {
        String phone = customer == null || customer.phone() == null ? "" : customer.phone();
        Span number =
                Parts.words("tl-calls-number", phone.isEmpty() ? page.text("ui.dial.none") : phone);
        if (phone.length() > 4) {
            number.getElement()
                    .setAttribute(
                            "aria-label",
                            page.text("ui.dial.ending", phone.substring(phone.length() - 4)));
        }
        Button dial = Parts.button("dial", page.text("ui.dial"), Icons.PHONE, this::dial);
        dial.addThemeNames("primary", "success");
        dial.setSuffixComponent(Parts.key("C"));
        dial.setEnabled(!phone.isEmpty());
        dialBar.add(
                Parts.box(
                        "tl-calls-two",
                        number,
                        Parts.words("tl-muted", page.text("ui.dial.logged"))),
                Parts.spacer(),
                dial);
    }

    private void called(String number) {
        Anchor link = new Anchor("tel:" + number.replaceAll("[^+0-9]", ""), readable(number));
        link.setId("dialled-number");
        link.addClassName("tl-calls-number");
        dialBar.removeAll();
        dialBar.addClassName("called");
        Button again = Parts.button("dial", page.text("ui.dial.again"), Icons.PHONE, this::dial);
        again.setSuffixComponent(Parts.key("C"));
        Span state = Parts.words("tl-status ok", page.text("ui.dial.shown"));
        state.getElement().setAttribute("role", "status");
        dialBar.add(Parts.box("tl-calls-two", link, state), Parts.spacer(), again);
        link.focus();
    }

    /// `188 9461 2193`; what is no Chinese mobile number stays as it is.
    private static String readable(String number) {
        return CHINESE_MOBILE.matcher(number).replaceFirst("$1 $2 $3");
    }

    private Div script() {
        OrderedList steps = new OrderedList();
        int number = 1;
        for (String line : task.script().split("\\R")) {
            if (!line.isBlank()) {
                ListItem step =
                        new ListItem(
                                Parts.words("tl-step-mark", Integer.toString(number++)),
                                new Span(line.strip()));
                steps.add(step);
            }
        }
        return Parts.box("tl-calls-script", new H2(page.text("ui.script.title")), steps);
    }
}
