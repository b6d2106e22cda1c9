package io.trunkline.plugins.calltasks.ui.board;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.trunkline.plugins.calltasks.board.RecentCall;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.plugins.calltasks.ui.Parts;
import io.trunkline.ui.spi.Icons;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The latest results, newest first.
final class RecentCalls extends Div {

    private static final int SHOWN = 40;

    private final transient Page page;
    private final Div rows = Parts.box("tl-calls-recent-rows");
    private @Nullable List<RecentCall> shown;

    RecentCalls(Page page) {
        this.page = page;
        addClassNames("tl-panel", "tl-calls-recent");
        setId("board-recent");
        add(Parts.box("tl-head", new H2(page.text("ui.board.recent"))), rows);
    }

    void show(@Nullable Long batchId) {
        List<RecentCall> calls = page.tasks().board().recent(page.session(), batchId, null, SHOWN);
        if (calls.equals(shown)) {
            return;
        }
        shown = calls;
        rows.removeAll();
        if (calls.isEmpty()) {
            rows.add(
                    Parts.state(
                            Icons.PHONE_CALL,
                            page.text("ui.board.recent.none"),
                            page.text("ui.board.recent.none.why")));
        }
        calls.forEach(call -> rows.add(row(call)));
    }

    private NativeButton row(RecentCall call) {
        Span outcome = Parts.words("tl-tag", page.text("disposition." + call.disposition().key()));
        String tone = Parts.tone(call.disposition().tone());
        if (!tone.isEmpty()) {
            outcome.addClassName(tone);
        }
        String customer =
                call.customerName().isEmpty()
                        ? page.text("ui.customer.hidden")
                        : call.customerName();
        NativeButton row = new NativeButton();
        row.addClassName("tl-calls-recent-row");
        row.add(
                Parts.box(
                        "tl-calls-line",
                        Parts.words("tl-strong", customer),
                        Parts.spacer(),
                        outcome),
                Parts.box(
                        "tl-calls-line",
                        Parts.words("tl-calls-why", words(call)),
                        Parts.spacer(),
                        Parts.words("tl-muted", page.formats().time(call.at()))));
        row.addClickListener(click -> page.view().openCustomer(call.customerId()));
        return row;
    }

    private static String words(RecentCall call) {
        return call.note().isEmpty() ? call.memberName() : call.memberName() + " · " + call.note();
    }
}
