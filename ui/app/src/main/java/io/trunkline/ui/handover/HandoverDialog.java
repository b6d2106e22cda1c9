package io.trunkline.ui.handover;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
import io.trunkline.core.handover.Handover;
import io.trunkline.core.handover.HandoverDraft;
import io.trunkline.core.handover.Handovers;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberQuery;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.orgunit.OrgUnits;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Polling;
import io.trunkline.ui.shell.Screens;
import java.util.List;
import java.util.function.Function;

/// Three steps: what there is, who gets it, and its way there.
final class HandoverDialog extends Dialog {

    private static final int POLL_MILLIS = 500;

    private final transient Handovers handovers;
    private final transient Function<WorkCount, String> kinds;
    private final transient MemberRecord from;
    private final transient Runnable done;
    private final HandoverSteps steps = new HandoverSteps();
    private final Div body = new Div();
    private final Notice notice = new Notice();
    private final Button back = new Button(Screens.text("handover.back"));
    private final Button next = new Button();
    private final Checkbox customers = new Checkbox();
    private final Checkbox work = new Checkbox();
    private final MultiSelectComboBox<MemberRecord> receivers = new MultiSelectComboBox<>();
    private final TextField reason = new TextField(Screens.text("handover.reason"));
    private final transient List<WorkCount> open;
    private HandoverSteps.Step step = HandoverSteps.Step.WHAT;
    private boolean finished;

    HandoverDialog(
            Handovers handovers,
            MemberAdministration members,
            OrgUnits orgUnits,
            Function<WorkCount, String> kinds,
            MemberRecord from,
            Runnable done) {
        this.handovers = handovers;
        this.kinds = kinds;
        this.from = from;
        this.done = done;
        open = handovers.preview(from.id());
        setHeaderTitle(Screens.text("handover.title", from.member().name()));
        setWidth("600px");
        addClassName("tl-dialog");
        setCloseOnOutsideClick(false);
        setId("handover");
        receivers(members, orgUnits);
        back.addClickListener(click -> show(HandoverSteps.Step.WHAT));
        next.addThemeName("primary");
        next.setId("handover-next");
        next.addClickListener(click -> go());
        body.addClassName("tl-handover-body");
        Div all = new Div(steps, notice, body);
        all.addClassName("tl-dialog-body");
        add(all);
        getFooter().add(new Button(Screens.text("shell.cancel"), click -> close()), back, next);
        show(HandoverSteps.Step.WHAT);
    }

    private void receivers(MemberAdministration members, OrgUnits orgUnits) {
        receivers.setLabel(Screens.text("handover.receivers"));
        receivers.setHelperText(Screens.text("handover.receivers.help"));
        receivers.setItemLabelGenerator(member ->
                member.member().name()
                        + " · "
                        + orgUnits.find(member.member().orgUnitId()).map(OrgUnit::name).orElse(""));
        receivers.setItems(
                members
                        .list(new MemberQuery(null, null, true, null, null, MemberQuery.MOST))
                        .members()
                        .stream()
                        .filter(member -> member.present() && member.id() != from.id())
                        .toList());
        receivers.setWidthFull();
        receivers.setId("handover-receivers");
        reason.setWidthFull();
        reason.setMaxLength(200);
    }

    private void show(HandoverSteps.Step shown) {
        step = shown;
        notice.hide();
        steps.show(step, finished);
        body.removeAll();
        back.setVisible(step == HandoverSteps.Step.WHO);
        next.setText(Screens.text("handover.next." + step));
        switch (step) {
            case WHAT -> showWhat();
            case WHO -> body.add(receivers, reason, new Paragraph(summary()));
            case RUN -> {}
        }
    }

    private void showWhat() {
        if (open.isEmpty()) {
            body.add(new Paragraph(Screens.text("handover.nothing")));
            next.setText(Screens.text("handover.close"));
            return;
        }
        offer(customers, "handover.customers", count(true));
        offer(work, "handover.work", count(false));
        for (WorkCount one : open) {
            Span number = new Span(Screens.formats().number(one.count()));
            number.addClassNames("tl-strong", "tl-num");
            Div line = new Div(new Span(kinds.apply(one)), number);
            line.addClassName("tl-handover-line");
            body.add(line);
        }
        body.add(customers, work);
    }

    private static void offer(Checkbox box, String key, long count) {
        box.setLabel(Screens.text(key, count));
        box.setVisible(count > 0);
        box.setValue(count > 0);
    }

    private long count(boolean ofCustomers) {
        return open.stream()
                .filter(one -> one.isCustomers() == ofCustomers)
                .mapToLong(WorkCount::count)
                .sum();
    }

    private String summary() {
        return Screens.text(
                "handover.summary",
                customers.getValue() ? count(true) : 0L,
                work.getValue() ? count(false) : 0L);
    }

    private void go() {
        if (step == HandoverSteps.Step.RUN || open.isEmpty()) {
            close();
            return;
        }
        if (step == HandoverSteps.Step.WHAT) {
            show(HandoverSteps.Step.WHO);
            return;
        }
        try {
            Handover started =
                    handovers.start(
                            new HandoverDraft(
                                    from.id(),
                                    receivers.getValue().stream().map(MemberRecord::id).toList(),
                                    customers.getValue(),
                                    work.getValue(),
                                    reason.getValue().strip()));
            show(HandoverSteps.Step.RUN);
            run(started);
        } catch (PluginException refused) {
            notice.refused(refused);
        }
    }

    /// Asks every half second; leaving the page lets it run on.
    private void run(Handover started) {
        ProgressBar bar = new ProgressBar(0, Math.max(started.total(), 1), 0);
        Span figures = new Span();
        figures.getElement().setAttribute("aria-live", "polite");
        // Before it is shown, so that a page that asks for all of itself anew goes on asking.
        bar.addAttachListener(shown ->
                Polling.of(
                        bar,
                        POLL_MILLIS,
                        () -> {
                            if (!finished) {
                                handovers
                                        .find(started.id())
                                        .ifPresent(now -> progress(now, bar, figures));
                            }
                        }));
        body.add(bar, figures);
        next.setEnabled(false);
        progress(started, bar, figures);
    }

    private void progress(Handover handover, ProgressBar bar, Span figures) {
        bar.setValue(Math.min(handover.done(), bar.getMax()));
        if (handover.finishedAt() == null) {
            figures.setText(Screens.text("handover.running", handover.done(), handover.total()));
            return;
        }
        bar.setValue(bar.getMax());
        bar.addThemeName("success");
        figures.setText(Screens.text("handover.done", handover.done()));
        figures.setId("handover-done");
        if (!finished) {
            finished = true;
            steps.show(step, true);
            next.setEnabled(true);
            done.run();
        }
    }
}
