package io.trunkline.ui.approval;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import io.trunkline.core.approval.ApprovalDetail;
import io.trunkline.core.approval.ApprovalRequest;
import io.trunkline.core.approval.Approvals;
import io.trunkline.core.approval.Approvals.Box;
import io.trunkline.core.approval.StandIns;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.MainLayout;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.shell.Trail;
import io.trunkline.ui.shell.WithoutPermission;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Keys;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Requests for approval: the list at the left, the one that is looked at beside it. On a phone one
/// of the two.
@Route(value = "approvals/:approvalId?([0-9]{1,18})", layout = MainLayout.class)
@WithoutPermission
public class ApprovalsView extends Div implements BeforeEnterObserver, Trail {

    private static final int PAGE = 50;

    private final transient Approvals approvals;
    private final transient ApprovalTexts texts;
    private final transient StandIns standIns;
    private final transient StandInForms standInForms;
    private final Map<Box, Tab> tabs = new EnumMap<>(Box.class);
    private final Tabs boxes = new Tabs();
    private final Div rows = new Div();
    private final Div side = new Div();
    private final transient List<ApprovalRequest> shown = new ArrayList<>();
    private long current;
    private @Nullable String title;

    @Inject
    public ApprovalsView(
            Approvals approvals,
            ApprovalTexts texts,
            StandIns standIns,
            StandInForms standInForms) {
        this.approvals = approvals;
        this.texts = texts;
        this.standIns = standIns;
        this.standInForms = standInForms;
        addClassNames("tl-view", "tl-approvals");
        boxes.addThemeName("underline");
        for (Box box : Box.values()) {
            boolean everybodys = box == Box.OPEN || box == Box.STUCK;
            if (!everybodys || TenantRunner.current().may(CorePermissions.APPROVAL_CONFIGURE)) {
                Tab tab = new Tab(Screens.text("approval.box." + box));
                tabs.put(box, tab);
                boxes.add(tab);
            }
        }
        rows.addClassName("tl-approval-rows");
        rows.setId("approval-rows");
        boxes.addSelectedChangeListener(event -> load());
        Div list = new Div(boxes, rows, foot());
        list.addClassNames("tl-panel", "tl-approval-list");
        side.addClassNames("tl-panel", "tl-approval-detail");
        add(list, side);
        Keys.of(this)
                .on("j", () -> move(1))
                .on("k", () -> move(-1))
                .on("arrowdown", () -> move(1))
                .on("arrowup", () -> move(-1));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        current = event.getRouteParameters().get("approvalId").map(Long::parseLong).orElse(0L);
        load();
        showCurrent();
    }

    @Override
    public List<Step> trail() {
        Step list = new Step(Screens.text("approval.title"), title == null ? null : "approvals");
        return title == null ? List.of(list) : List.of(list, new Step(title, null));
    }

    private Div foot() {
        Button standIn = new Button(Screens.text("approval.stand-in"), Icons.of(Icons.USER_CHECK));
        standIn.addThemeName("tertiary");
        standIn.setId("approval-stand-in");
        Span until = new Span();
        until.addClassName("tl-muted");
        Runnable tell =
                () ->
                        until.setText(
                                standIns.own()
                                        .map(one ->
                                                texts.names(List.of(one.memberId()))
                                                                .getOrDefault(one.memberId(), "")
                                                        + " · "
                                                        + Screens.formats().date(one.from())
                                                        + " – "
                                                        + Screens.formats().date(one.until()))
                                        .orElse(""));
        tell.run();
        standIn.addClickListener(click -> standInForms.open(tell));
        Div foot = new Div(standIn, until);
        foot.addClassName("tl-panel-foot");
        return foot;
    }

    private Box box() {
        return tabs.entrySet().stream()
                .filter(entry -> entry.getValue() == boxes.getSelectedTab())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Box.TO_DECIDE);
    }

    private void load() {
        shown.clear();
        more();
    }

    private void more() {
        List<ApprovalRequest> page;
        try {
            page =
                    approvals.list(
                            box(), shown.isEmpty() ? Long.MAX_VALUE : shown.getLast().id(), PAGE);
        } catch (RuntimeException failed) {
            rows.removeAll();
            rows.add(States.error(Screens.text("approval.failed"), Failure.of(failed), this::load));
            return;
        }
        shown.addAll(page);
        showRows(page.size() == PAGE);
    }

    private void showRows(boolean more) {
        rows.removeAll();
        if (shown.isEmpty()) {
            rows.add(
                    States.empty(
                            Icons.INBOX,
                            Screens.text("approval.empty." + box()),
                            Screens.text("approval.empty.why." + box())));
            return;
        }
        Map<Long, String> names =
                texts.names(
                        shown.stream()
                                .map(ApprovalRequest::requesterId)
                                .filter(Objects::nonNull)
                                .toList());
        shown.forEach(request -> rows.add(row(request, names)));
        if (more) {
            Button older = new Button(Screens.text("approval.older"), click -> more());
            older.addThemeName("tertiary");
            rows.add(older);
        }
    }

    private NativeButton row(ApprovalRequest request, Map<Long, String> names) {
        Span words = new Span(request.title());
        words.addClassName("tl-strong");
        Div first = new Div(words, ApprovalStates.of(request));
        first.addClassName("tl-approval-line");
        Long requester = request.requesterId();
        Span second =
                new Span(
                        texts.kind(request.source(), request.kind())
                                + " · "
                                + (requester == null
                                        ? Screens.text("approval.by-rule")
                                        : names.getOrDefault(requester, ""))
                                + " · "
                                + Screens.formats().dateTime(request.createdAt()));
        second.addClassName("tl-muted");
        NativeButton row = new NativeButton();
        row.add(first, second);
        row.addClassName("tl-approval-row");
        row.getClassNames().set("current", request.id() == current);
        row.addClickListener(click -> open(request.id()));
        return row;
    }

    private static void open(long id) {
        UI.getCurrent().navigate("approvals/" + id);
    }

    private void move(int by) {
        if (shown.isEmpty()) {
            return;
        }
        int at = 0;
        for (int index = 0; index < shown.size(); index++) {
            if (shown.get(index).id() == current) {
                at = index + by;
            }
        }
        open(shown.get(Math.clamp(at, 0, shown.size() - 1)).id());
    }

    private void showCurrent() {
        side.removeAll();
        title = null;
        getClassNames().set("open", current != 0);
        if (current == 0) {
            side.add(
                    States.empty(
                            Icons.INBOX,
                            Screens.text("approval.choose"),
                            Screens.text("approval.choose.why")));
            return;
        }
        try {
            ApprovalDetail detail = approvals.find(current);
            title = detail.request().title();
            side.add(
                    new ApprovalPanel(
                            approvals,
                            texts,
                            detail,
                            () -> {
                                load();
                                showCurrent();
                            }));
        } catch (RuntimeException failed) {
            title = Screens.text("approval.missing");
            side.add(
                    States.refused(
                            Screens.text("approval.missing"),
                            Screens.text("approval.missing.why")));
        }
    }
}
