package io.trunkline.ui.approval;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.trunkline.core.approval.ApprovalRules;
import io.trunkline.core.approval.ApprovalRules.Rule;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.approval.ApprovalStep.OnTimeOut;
import io.trunkline.core.approval.ApprovalStep.Who;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Needs;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.List;

/// The steps of every kind of approval that the tenant's plugins ask for.
@Route(value = "approval-rules", layout = MainLayout.class)
@Needs("approval.configure")
public class ApprovalRulesView extends Div implements Trail {

    private final transient ApprovalRules rules;
    private final transient ApprovalTexts texts;
    private final Div body = new Div();

    @Inject
    public ApprovalRulesView(ApprovalRules rules, ApprovalTexts texts) {
        this.rules = rules;
        this.texts = texts;
        addClassName("tl-view");
        Span why = new Span(Screens.text("approval.rules.why"));
        why.addClassName("tl-muted");
        Div head = new Div(new H2(Screens.text("approval.rules")), why);
        head.addClassName("tl-panel-head");
        body.addClassName("tl-approval-rules");
        Div panel = new Div(head, body);
        panel.addClassName("tl-panel");
        add(panel);
        show();
    }

    @Override
    public List<Step> trail() {
        return List.of(new Step(Screens.text("approval.rules"), null));
    }

    private void show() {
        body.removeAll();
        List<Rule> all = rules.all();
        if (all.isEmpty()) {
            body.add(
                    States.empty(
                            Icons.LIST_CHECKS,
                            Screens.text("approval.rules.empty"),
                            Screens.text("approval.rules.empty.why")));
        }
        all.forEach(rule -> body.add(row(rule)));
    }

    private Div row(Rule rule) {
        Span name = new Span(texts.kind(rule.source(), rule.kind()));
        name.addClassName("tl-strong");
        Span plugin = new Span(texts.of(rule.source(), "plugin.name"));
        plugin.addClassName("tl-muted");
        Div names = new Div(name, plugin);
        names.addClassName("tl-two-lines");
        OrderedList steps = new OrderedList();
        steps.addClassName("tl-approval-rule-steps");
        if (rule.steps().isEmpty()) {
            ListItem usual = new ListItem(texts.who(usual(rule)));
            usual.add(tag(Screens.text("approval.rules.usual")));
            steps.add(usual);
        }
        rule.steps().forEach(step -> steps.add(item(step)));
        Button edit = new Button(Screens.text("approval.rules.edit"), Icons.of(Icons.PENCIL));
        edit.setId("rule-" + rule.source() + "-" + rule.kind());
        edit.addClickListener(click -> new StepsDialog(rules, rule, texts, this::show).open());
        Div row = new Div(names, steps, edit);
        row.addClassName("tl-approval-rule");
        return row;
    }

    static ApprovalStep usual(Rule rule) {
        return new ApprovalStep(
                Who.PERMISSION, rule.approver().key(), 1, null, null, OnTimeOut.REMIND);
    }

    private ListItem item(ApprovalStep step) {
        ListItem item = new ListItem(texts.who(step));
        Long from = step.fromAmount();
        if (from != null) {
            item.add(tag(Screens.text("approval.from", from)));
        }
        Integer hours = step.hours();
        if (hours != null) {
            item.add(
                    tag(
                            Screens.text("approval.hours", hours)
                                    + " · "
                                    + Screens.text("approval.then." + step.onTimeOut())));
        }
        return item;
    }

    private static Span tag(String words) {
        Span tag = new Span(words);
        tag.addClassName("tl-tag");
        return tag;
    }
}
