package io.trunkline.ui.operator;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Route;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.config.TenantPlans;
import io.trunkline.ui.shell.Confirm;
import io.trunkline.ui.shell.ForOperators;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Icons;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tenants as files: what the files that are handed in would change, and a button that does exactly
/// that. The same plan, and the same digest, as over the API.
@Route(value = "operator/plan", layout = OperatorLayout.class)
@ForOperators
public class PlanView extends Div {

    private final transient TenantPlans plans;
    private final transient PlanFiles files = new PlanFiles();
    private final Notice notice = new Notice();
    private final Span names = new Span();
    private final Span summary = new Span();
    private final Div body = new Div();
    private final PlanGrid grid = new PlanGrid();
    private final Button clear =
            new Button(
                    Screens.text("operator.plan.clear"), Icons.of(Icons.ROTATE_CCW), c -> clear());
    private final Button apply =
            new Button(Screens.text("operator.plan.apply"), Icons.of(Icons.CHECK), c -> ask());
    private transient TenantPlans.@Nullable Plan shown;

    @Inject
    public PlanView(TenantPlans plans) {
        this.plans = plans;
        addClassNames("tl-view", "tl-operator-audit");
        summary.addClassName("tl-muted");
        summary.setId("plan-summary");
        summary.getElement().setAttribute("aria-live", "polite");
        Span space = new Span();
        space.addClassName("tl-spacer");
        clear.setId("plan-clear");
        apply.setId("plan-apply");
        apply.addThemeName("primary");
        Div head = new Div(new H2(Screens.text("operator.plan")), summary, space, clear, apply);
        head.addClassName("tl-head");
        names.addClassName("tl-muted");
        names.setId("plan-files");
        Div upload = new Div(new PlanUpload(this::take, this::refuse), names);
        upload.addClassName("tl-operator-plan-files");
        body.addClassName("tl-operator-plan-body");
        Div panel = new Div(head, upload, notice, body);
        panel.addClassName("tl-panel");
        add(panel);
        clear();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().setTitle(Screens.text("operator.plan") + " · Trunkline");
    }

    private void clear() {
        files.clear();
        notice.hide();
        show(null);
    }

    private void refuse(String reason) {
        notice.say("bad", reason);
    }

    private void take(String name, byte[] content) {
        notice.hide();
        if (!files.take(name, content)) {
            refuse(Screens.text("operator.plan.unreadable", name));
        }
        plan();
    }

    private void plan() {
        try {
            show(files.isEmpty() ? null : plans.plan(files.tenants(), files.defaults()));
        } catch (PluginException away) {
            notice.refused(away);
            show(null);
        }
    }

    private void show(TenantPlans.@Nullable Plan plan) {
        shown = plan;
        names.setText(String.join(" · ", files.names()));
        clear.setVisible(!files.isEmpty());
        body.removeAll();
        apply.setEnabled(plan != null && canBeDone(plan));
        if (plan == null) {
            summary.setText("");
            body.add(
                    States.empty(
                            Icons.FILE_UP,
                            Screens.text("operator.plan.none"),
                            Screens.text("operator.plan.none.why")));
            return;
        }
        summary.setText(
                Screens.text("operator.plan.summary", plan.tenants().size(), plan.unchanged()));
        if (!plan.problems().isEmpty()) {
            body.add(problems(plan));
            return;
        }
        List<PlanLine> lines = PlanLine.of(plan);
        if (lines.isEmpty()) {
            body.add(
                    States.empty(
                            Icons.CIRCLE_CHECK,
                            Screens.text("operator.plan.empty"),
                            Screens.text("operator.plan.empty.why")));
            return;
        }
        grid.setItems(lines);
        body.add(grid);
    }

    private static boolean canBeDone(TenantPlans.Plan plan) {
        return plan.digest() != null
                && !plan.tenants().isEmpty()
                && plan.tenants().stream().allMatch(tenant -> tenant.refusals().isEmpty());
    }

    private static Div problems(TenantPlans.Plan plan) {
        UnorderedList list = new UnorderedList();
        list.setId("plan-problems");
        plan.problems()
                .forEach(problem -> list.add(new ListItem(problem.sentence(Screens.locale()))));
        Span why = new Span(Screens.text("operator.plan.problems", plan.problems().size()));
        why.addClassName("tl-strong");
        Div block = new Div(why, list);
        block.addClassName("tl-operator-plan-problems");
        block.getElement().setAttribute("role", "alert");
        return block;
    }

    private void ask() {
        TenantPlans.Plan plan = shown;
        if (plan == null) {
            return;
        }
        List<PlanLine> lines =
                PlanLine.of(plan).stream().filter(line -> line.kind().changes()).toList();
        long drift = lines.stream().filter(PlanLine::drift).count();
        Confirm confirm =
                new Confirm(
                        Screens.text("operator.plan.apply.title", plan.tenants().size()),
                        Screens.text(
                                drift == 0
                                        ? "operator.plan.apply.consequence"
                                        : "operator.plan.apply.drift",
                                lines.size(),
                                drift),
                        Screens.text("operator.plan.apply"),
                        () -> apply(plan));
        (drift == 0 ? confirm.harmless() : confirm).open();
    }

    /// What was shown, by its digest. Where that is no longer what would be done, nothing is, and
    /// the plan as it is now is shown.
    private void apply(TenantPlans.Plan plan) {
        notice.hide();
        try {
            plans.apply(files.tenants(), files.defaults(), String.valueOf(plan.digest()));
            Toasts.done(Screens.text("operator.plan.applied", plan.tenants().size()));
        } catch (PluginException refused) {
            notice.refused(refused);
        }
        plan();
    }
}
