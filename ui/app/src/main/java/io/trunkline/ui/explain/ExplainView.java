package io.trunkline.ui.explain;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.trunkline.core.explain.Explanation;
import io.trunkline.core.explain.Explanations;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.List;

/// Asks why a member can or cannot see a customer, and shows each step of the answer.
@Route(value = "explain", layout = MainLayout.class)
@Needs("audit.view")
public class ExplainView extends Div implements Trail {

    private final transient Explanations explanations;
    private final TextField member = field("member");
    private final TextField customer = field("customer");
    private final Div answer = new Div();

    @Inject
    public ExplainView(Explanations explanations) {
        this.explanations = explanations;
        addClassNames("tl-view", "tl-explain-view");
        Button ask = new Button(Screens.text("explain.go"), click -> ask());
        ask.setId("explain-go");
        ask.addThemeName("primary");
        ask.addClickShortcut(Key.ENTER).resetFocusOnActiveElement();
        answer.setId("explain-answer");
        answer.addClassName("tl-explain-answer");
        answer.getElement().setAttribute("aria-live", "polite");
        Paragraph note = new Paragraph(Screens.text("explain.note"));
        note.addClassName("tl-muted");
        add(
                box(
                        "tl-panel",
                        box("tl-head", Icons.of(Icons.EYE), new H2(Screens.text("explain.ask"))),
                        box("tl-pad", box("tl-explain-form", member, customer, ask), note),
                        answer));
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("explain.title"), null));
    }

    private void ask() {
        answer.removeAll();
        try {
            show(explanations.explain(member.getValue(), customer.getValue()));
        } catch (PluginException refused) {
            answer.add(line(false, Failure.of(refused).message(), List.of()));
        }
    }

    private void show(Explanation explained) {
        Span verdict =
                new Span(
                        Screens.text(
                                explained.visible() ? "explain.yes" : "explain.no",
                                explained.member(),
                                explained.customer()));
        Div strip =
                box(
                        "tl-strip",
                        Icons.of(explained.visible() ? Icons.CIRCLE_CHECK : Icons.LOCK),
                        verdict);
        strip.addClassName(explained.visible() ? "ok" : "bad");
        strip.setId("explain-verdict");
        answer.add(strip);
        explained
                .steps()
                .forEach(step -> answer.add(line(step.passed(), words(step), step.roles())));
        if (!explained.visible()) {
            return;
        }
        Span fields = new Span(Screens.text("explain.fields"));
        fields.addClassName("tl-strong");
        answer.add(fields);
        explained
                .fields()
                .forEach(field -> {
                    String key = "role.field." + field.key();
                    String name =
                            ScreenTexts.has(Screens.locale(), key)
                                    ? Screens.text(key)
                                    : field.key();
                    answer.add(
                            line(
                                    field.rule() == Rule.OPEN || field.rule() == Rule.READ_ONLY,
                                    name + " · " + Screens.text("role.rule." + field.rule()),
                                    field.roles()));
                });
    }

    private static String words(Explanation.Step step) {
        String key = "explain.step." + step.question();
        String outcome = step.passed() ? ".yes" : ".no";
        List<String> details = step.details();
        return switch (step.question()) {
            case TENANT -> Screens.text(key, details.getFirst());
            case MEMBER, DEVICE -> Screens.text(key + outcome, details.getFirst());
            case LIMITS ->
                    details.isEmpty()
                            ? Screens.text(key + ".none")
                            : Screens.text(key + outcome, String.join(" · ", details));
            case PERMISSION, DELETED -> Screens.text(key + outcome);
            case UNIT ->
                    Screens.text(
                            key + outcome,
                            Screens.text("role.scope." + details.getFirst()),
                            details.get(1),
                            details.get(2));
            case OWNER ->
                    step.passed()
                            ? Screens.text(key + outcome)
                            : details.getFirst().isEmpty()
                                    ? Screens.text(key + ".nobody")
                                    : Screens.text(key + outcome, details.getFirst());
        };
    }

    private static Div line(boolean passed, String words, List<String> roles) {
        Span text = new Span(words);
        Div line = box("tl-line-icon", Icons.of(passed ? Icons.CHECK : Icons.X), text);
        line.addClassName(passed ? "okay" : "bad");
        if (!roles.isEmpty()) {
            Span by = new Span(Screens.text("explain.by", String.join(", ", roles)));
            by.addClassName("tl-muted");
            line.add(by);
        }
        return line;
    }

    private static TextField field(String name) {
        TextField field = new TextField(Screens.text("explain." + name));
        field.setId("explain-" + name);
        field.setHelperText(Screens.text("explain." + name + ".help"));
        field.setMaxLength(100);
        return field;
    }

    private static Div box(String className, Component... parts) {
        Div box = new Div(parts);
        box.addClassName(className);
        return box;
    }
}
