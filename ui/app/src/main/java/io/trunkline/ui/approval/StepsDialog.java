package io.trunkline.ui.approval;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.approval.ApprovalRules;
import io.trunkline.core.approval.ApprovalRules.Rule;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The steps of one kind. What was chosen stays until it is saved.
final class StepsDialog extends Dialog {

    private static final int MOST = 5;

    private final transient ApprovalRules rules;
    private final transient Rule rule;
    private final transient ApprovalTexts texts;
    private final transient Runnable saved;
    private final transient List<String> roles;
    private final transient Map<String, String> positions;
    private final List<StepFields> steps = new ArrayList<>();
    private final Div list = new Div();
    private final Button more = new Button(Screens.text("approval.step.add"), Icons.of(Icons.PLUS));

    StepsDialog(ApprovalRules rules, Rule rule, ApprovalTexts texts, Runnable saved) {
        this.rules = rules;
        this.rule = rule;
        this.texts = texts;
        this.saved = saved;
        this.roles = rules.roles();
        this.positions = rules.positions();
        setHeaderTitle(Screens.text("approval.rules.of", texts.kind(rule.source(), rule.kind())));
        addClassName("tl-dialog");
        setWidth("760px");
        setCloseOnOutsideClick(false);
        list.addClassName("tl-approval-step-list");
        more.addThemeName("tertiary");
        more.setId("step-add");
        more.addClickListener(click -> append(ApprovalRulesView.usual(rule)));
        Span why = new Span(Screens.text("approval.rules.keep"));
        why.addClassName("tl-muted");
        Div body = new Div(why, list, more);
        body.addClassName("tl-dialog-body");
        add(body);
        (rule.steps().isEmpty() ? List.of(ApprovalRulesView.usual(rule)) : rule.steps())
                .forEach(this::append);
        Button usual = new Button(Screens.text("approval.rules.reset"), click -> save(List.of()));
        usual.addThemeName("tertiary");
        usual.setVisible(!rule.steps().isEmpty());
        Button cancel = new Button(Screens.text("shell.cancel"), click -> close());
        Button save = new Button(Screens.text("approval.rules.save"), click -> save());
        save.addThemeName("primary");
        save.setId("steps-save");
        getFooter().add(usual, cancel, save);
    }

    private void append(ApprovalStep step) {
        StepFields fields = new StepFields(step, roles, positions, texts);
        fields.onRemove(() -> {
            steps.remove(fields);
            number();
        });
        steps.add(fields);
        number();
    }

    private void number() {
        list.removeAll();
        for (int index = 0; index < steps.size(); index++) {
            steps.get(index).number(index + 1, steps.size() > 1);
            list.add(steps.get(index));
        }
        more.setVisible(steps.size() < MOST);
    }

    private void save() {
        boolean complete = true;
        for (StepFields step : steps) {
            complete &= step.check();
        }
        if (complete) {
            save(steps.stream().map(StepFields::step).toList());
        }
    }

    private void save(List<ApprovalStep> wanted) {
        try {
            rules.save(rule.source(), rule.kind(), wanted, rule.version());
            close();
            Toasts.done(Screens.text("approval.rules.saved"));
            saved.run();
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }
}
