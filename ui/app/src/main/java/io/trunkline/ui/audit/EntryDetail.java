package io.trunkline.ui.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.audit.AuditDetail;
import io.trunkline.core.audit.AuditItem;
import io.trunkline.core.audit.AuditRestores;
import io.trunkline.core.audit.FieldChange;
import io.trunkline.core.audit.Restored;
import io.trunkline.core.customer.RestoredCustomer;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.ui.shell.Confirm;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Icons;
import java.util.List;
import java.util.Map;

/// One entry: who, when, by which door, and what changed field by field.
final class EntryDetail extends Div {

    private final transient AuditWords words;
    private final transient AuditRestores restores;
    private final transient AuditDetail detail;
    private final transient Runnable restored;

    /// @param closed leave the entry
    /// @param restored something was taken back
    EntryDetail(
            AuditDetail detail,
            AuditWords words,
            AuditRestores restores,
            Runnable closed,
            Runnable restored) {
        this.detail = detail;
        this.words = words;
        this.restores = restores;
        this.restored = restored;
        addClassName("tl-fill");
        AuditItem item = detail.item();
        Button close = new Button(Icons.of(Icons.X), click -> closed.run());
        close.addThemeNames("tertiary", "icon");
        close.addClassName("tl-toolbar-end");
        close.setAriaLabel(Screens.text("audit.close"));
        Div head = new Div(new H2(words.action(item)), close);
        head.addClassName("tl-panel-head");
        Div scroll = new Div(facts(item), changes());
        scroll.addClassName("tl-panel-body");
        add(head, scroll);
        if (detail.restorable() && AuditRestores.mayRestore(item.objectType())) {
            add(foot());
        }
    }

    private Div facts(AuditItem item) {
        Div facts = new Div();
        facts.addClassName("tl-section");
        pair(facts, "audit.column.at", Screens.formats().dateTime(item.at()));
        pair(facts, "audit.column.actor", item.actor());
        pair(facts, "audit.column.object", words.object(item, words.customers(List.of(item))));
        String door = AuditWords.channel(item.channel());
        pair(
                facts,
                "audit.column.channel",
                item.source().equals("platform") ? door : door + " · " + item.source());
        if (item.address() != null) {
            pair(facts, "audit.address", item.address());
        }
        if (item.reason() != null) {
            pair(facts, "audit.reason", item.reason());
        }
        pair(facts, "audit.column.sealed", AuditView.sealed(item));
        if (item.objectType().equals("customer") && words.version(item.objectId()) > 0) {
            Anchor open =
                    new Anchor("customers/" + item.objectId(), Screens.text("audit.open-customer"));
            facts.add(open);
        }
        return facts;
    }

    private Div changes() {
        Div section = new Div(new H3(Screens.text("audit.changes")));
        section.addClassNames("tl-section", "tl-audit-changes");
        if (detail.changes().isEmpty()) {
            Paragraph none = new Paragraph(Screens.text("audit.changes.none"));
            none.addClassName("tl-muted");
            section.add(none);
            return section;
        }
        boolean masked = false;
        for (FieldChange change : detail.changes()) {
            section.add(line(change));
            masked |= change.masked();
        }
        if (masked) {
            Paragraph why = new Paragraph(Screens.text("audit.changes.masked"));
            why.addClassName("tl-muted");
            section.add(why);
        }
        return section;
    }

    private Div line(FieldChange change) {
        Span name = new Span(AuditWords.field(change.field()));
        name.addClassName("tl-muted");
        Div values = new Div();
        values.addClassName("tl-audit-values");
        if (change.before() != null) {
            Span before = new Span(words.value(change.field(), change.before()));
            before.addClassName("tl-audit-before");
            before.setTitle(Screens.text("audit.before"));
            values.add(before);
        }
        if (change.before() != null && change.after() != null) {
            values.add(Icons.of(Icons.ARROW_RIGHT));
        }
        if (change.after() != null) {
            Span after = new Span(words.value(change.field(), change.after()));
            after.addClassName("tl-audit-after");
            after.setTitle(Screens.text("audit.after"));
            values.add(after);
        }
        Div line = new Div(name, values);
        line.addClassName("tl-audit-change");
        return line;
    }

    private Div foot() {
        String text = restoreText();
        Button restore =
                new Button(Screens.text(text), Icons.of(Icons.UNDO_2), click -> restore(false));
        restore.setId("audit-restore");
        restore.addThemeName("primary");
        Span hint = new Span(Screens.text(text + ".why"));
        hint.addClassName("tl-muted");
        Div foot = new Div(hint, restore);
        foot.addClassNames("tl-foot", "tl-audit-foot");
        return foot;
    }

    private String restoreText() {
        return switch (detail.item().action()) {
            case "customer.delete" -> "audit.restore.deleted";
            case "role.delete", "org-unit.close" -> "audit.restore.gone";
            default ->
                    detail.item().objectType().equals("customer")
                            ? "audit.restore.state"
                            : "audit.restore.object";
        };
    }

    private void restore(boolean workMayStay) {
        AuditItem item = detail.item();
        Integer seen = detail.version();
        try {
            Restored back = restores.restore(item.id(), seen == null ? 0 : seen, workMayStay);
            Toasts.done(told(back));
            restored.run();
        } catch (PluginException refused) {
            if (refused.code() == MemberError.MEMBER_HAS_WORK) {
                new Confirm(
                                Screens.text("audit.restore.work.title"),
                                Failure.of(refused).message(),
                                Screens.text("audit.restore.work.act"),
                                () -> restore(true))
                        .open();
                return;
            }
            Toasts.failed(Failure.of(refused));
        } catch (RuntimeException failed) {
            Toasts.failed(Failure.of(failed));
        }
    }

    /// What came back, and what could not.
    private String told(Restored back) {
        String name = back.name();
        StringBuilder text =
                new StringBuilder(
                        Screens.text(
                                "audit.restored",
                                name == null ? words.object(detail.item(), Map.of()) : name));
        RestoredCustomer restored = back.customer();
        if (restored == null) {
            return text.toString();
        }
        if (restored.ownerGone()) {
            text.append(' ').append(Screens.text("audit.restored.owner-gone"));
        }
        if (restored.unitGone()) {
            text.append(' ').append(Screens.text("audit.restored.unit-gone"));
        }
        return text.toString();
    }

    private static void pair(Div section, String key, String value) {
        Span label = new Span(Screens.text(key));
        label.addClassName("tl-muted");
        Div line = new Div(label, new Span(value));
        line.addClassName("tl-pair");
        section.add(line);
    }
}
