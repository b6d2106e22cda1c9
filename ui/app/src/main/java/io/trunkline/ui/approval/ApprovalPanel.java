package io.trunkline.ui.approval;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import io.trunkline.core.approval.ApprovalDetail;
import io.trunkline.core.approval.ApprovalError;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.ApprovalRequest.State;
import io.trunkline.core.approval.ApprovalStep;
import io.trunkline.core.approval.ApprovalVote;
import io.trunkline.core.approval.Approvals;
import io.trunkline.spi.PluginException;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One request: what it is about, how far it got, and the caller's word on it.
final class ApprovalPanel extends Div {

    private static final int LONGEST = 1000;

    private final Formats formats = Screens.formats();
    private final transient Approvals approvals;
    private final transient ApprovalTexts texts;
    private final transient ApprovalDetail detail;
    private final transient ApprovalRequest request;
    private final transient Map<Long, String> names;
    private final transient Runnable changed;
    private final TextArea comment = new TextArea(Screens.text("approval.comment"));

    ApprovalPanel(
            Approvals approvals, ApprovalTexts texts, ApprovalDetail detail, Runnable changed) {
        this.approvals = approvals;
        this.texts = texts;
        this.detail = detail;
        this.request = detail.request();
        this.names = texts.names(people(detail));
        this.changed = changed;
        addClassName("tl-approval");
        Div body = new Div(facts(), steps());
        body.addClassName("tl-approval-body");
        add(head(), body);
        if (detail.mayDecide()) {
            add(decision());
        } else if (detail.own() && request.state() == State.OPEN) {
            Button withdraw = new Button(Screens.text("approval.withdraw"), Icons.of(Icons.UNDO_2));
            withdraw.setId("approval-withdraw");
            withdraw.addClickListener(
                    click -> act(() -> approvals.withdraw(request.id()), "approval.withdrawn"));
            Div foot = new Div(withdraw);
            foot.addClassName("tl-foot");
            add(foot);
        }
    }

    private static List<Long> people(ApprovalDetail detail) {
        List<Long> ids = new ArrayList<>(detail.approvers());
        Long requester = detail.request().requesterId();
        if (requester != null) {
            ids.add(requester);
        }
        for (ApprovalVote vote : detail.votes()) {
            ids.add(vote.approverId());
            ids.add(vote.decidedBy());
        }
        return ids;
    }

    private Div head() {
        Anchor back = new Anchor("approvals", Icons.of(Icons.CHEVRON_LEFT));
        back.addClassName("tl-approval-back");
        back.getElement().setAttribute("aria-label", Screens.text("approval.back"));
        H2 title = new H2(request.title());
        Span state = ApprovalStates.of(request);
        state.setId("approval-state");
        Div first = new Div(back, title, state);
        first.addClassName("tl-approval-line");
        Long requester = request.requesterId();
        Span second =
                new Span(
                        texts.kind(request.source(), request.kind())
                                + " · "
                                + (requester == null
                                        ? Screens.text("approval.by-rule")
                                        : name(requester))
                                + " · "
                                + formats.dateTime(request.createdAt()));
        second.addClassName("tl-muted");
        Div head = new Div(first, second);
        head.addClassName("tl-approval-head");
        return head;
    }

    private Div facts() {
        Div facts = new Div();
        facts.addClassName("tl-approval-facts");
        Long amount = request.amount();
        if (amount != null) {
            fact(facts, texts.amount(request), formats.number(amount));
        }
        request.facts().forEach(fact -> fact(facts, texts.label(request, fact), fact.value()));
        if (!request.route().isEmpty()) {
            Anchor more = new Anchor(request.route(), Screens.text("approval.more"));
            more.setRouterIgnore(false);
            facts.add(new Div(more));
        }
        return facts;
    }

    private static void fact(Div facts, String label, String value) {
        Span name = new Span(label);
        name.addClassName("tl-muted");
        facts.add(new Div(name, new Span(value)));
    }

    private Div steps() {
        OrderedList list = new OrderedList();
        list.addClassName("tl-approval-steps");
        for (int index = 0; index < request.steps().size(); index++) {
            list.add(step(index, request.steps().get(index)));
        }
        Div steps = new Div(new H3(Screens.text("approval.steps")), list);
        if (!request.comment().isEmpty() && request.state() != State.OPEN) {
            Div last = new Div(Icons.of(Icons.MESSAGE_SQUARE), new Span(request.comment()));
            last.addClassNames("tl-strip", request.state() == State.APPROVED ? "ok" : "bad");
            steps.add(last);
        }
        return steps;
    }

    private ListItem step(int index, ApprovalStep step) {
        boolean open = request.state() == State.OPEN;
        boolean here = index == request.step();
        List<ApprovalVote> votes =
                detail.votes().stream().filter(vote -> vote.step() == index).toList();
        boolean agreed = index < request.step() || (here && request.state() == State.APPROVED);
        Span mark = new Span();
        mark.addClassName("tl-step-mark");
        if (agreed) {
            mark.add(Icons.of(Icons.CHECK));
        } else {
            mark.setText(Integer.toString(index + 1));
        }
        Span who = new Span(texts.who(step));
        Div words = new Div(who);
        words.addClassName("tl-approval-step-words");
        if (open && here) {
            words.add(muted(waiting()));
        }
        votes.forEach(vote -> words.add(vote(vote)));
        ListItem item = new ListItem(mark, words);
        item.getClassNames().set("done", agreed);
        item.getClassNames().set("current", open && here);
        return item;
    }

    private String waiting() {
        String people =
                detail.approvers().isEmpty()
                        ? Screens.text("approval.nobody")
                        : Screens.text(
                                "approval.waits-for",
                                detail.approvers().stream()
                                        .limit(5)
                                        .map(this::name)
                                        .collect(
                                                Collectors.joining(
                                                        Screens.text("approval.comma"))));
        Instant due = request.stepDue();
        return due == null
                ? people
                : people + " · " + Screens.text("approval.due", formats.dateTime(due));
    }

    private Span vote(ApprovalVote vote) {
        String who =
                vote.approverId() == vote.decidedBy()
                        ? name(vote.decidedBy())
                        : Screens.text(
                                "approval.in-place-of",
                                name(vote.decidedBy()),
                                name(vote.approverId()));
        String words =
                who
                        + " · "
                        + Screens.text(vote.approved() ? "approval.agreed" : "approval.refused")
                        + " · "
                        + formats.dateTime(vote.at())
                        + (vote.comment().isEmpty() ? "" : " · " + vote.comment());
        Span line = new Span(Icons.of(vote.approved() ? Icons.CHECK : Icons.X), new Span(words));
        line.addClassNames("tl-approval-vote", vote.approved() ? "ok" : "bad");
        return line;
    }

    private Div decision() {
        comment.setId("approval-comment");
        comment.setMaxLength(LONGEST);
        comment.setMinRows(2);
        comment.setWidthFull();
        comment.setPlaceholder(Screens.text("approval.comment.hint"));
        Button refuse = new Button(Screens.text("approval.refuse"), Icons.of(Icons.X));
        refuse.addThemeName("error");
        refuse.setId("approval-refuse");
        refuse.addClickListener(click -> decide(false));
        Button agree = new Button(Screens.text("approval.agree"), Icons.of(Icons.CHECK));
        agree.addThemeName("primary");
        agree.setId("approval-agree");
        agree.setTooltipText("Ctrl Enter");
        agree.addClickListener(click -> decide(true));
        Shortcuts.addShortcutListener(this, () -> decide(true), Key.ENTER, KeyModifier.CONTROL)
                .resetFocusOnActiveElement();
        Span spacer = new Span();
        spacer.addClassName("tl-spacer");
        Div buttons = new Div(spacer, refuse, agree);
        buttons.addClassName("tl-row");
        Div foot = new Div(comment, buttons);
        foot.addClassName("tl-approval-decision");
        return foot;
    }

    private void decide(boolean approved) {
        act(
                () -> approvals.decide(request.id(), request.step(), approved, comment.getValue()),
                approved ? "approval.done.agreed" : "approval.done.refused");
    }

    private void act(Runnable action, String doneKey) {
        try {
            action.run();
            Toasts.done(Screens.text(doneKey, request.title()));
            changed.run();
        } catch (PluginException refused) {
            if (refused.code() == ApprovalError.COMMENT_MISSING) {
                comment.setErrorMessage(Failure.of(refused).message());
                comment.setInvalid(true);
                comment.focus();
                return;
            }
            Toasts.failed(Failure.of(refused));
            changed.run();
        }
    }

    private String name(long member) {
        return names.getOrDefault(member, "");
    }

    private static Span muted(String words) {
        Span span = new Span(words);
        span.addClassName("tl-muted");
        return span;
    }
}
