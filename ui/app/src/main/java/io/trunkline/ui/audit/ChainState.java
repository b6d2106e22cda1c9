package io.trunkline.ui.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.trunkline.tenancy.audit.AuditVerification;
import io.trunkline.tenancy.audit.Verification;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.spi.Icons;
import java.util.List;

/// How the chain over the entries stands, and whether they are as they were sealed.
final class ChainState extends Div {

    private static final int SHOWN = 20;

    private final transient AuditVerification verification;
    private final Div result = new Div();

    ChainState(AuditVerification verification) {
        this.verification = verification;
        Div head = new Div(new H2(Screens.text("audit.chain")));
        head.addClassName("tl-panel-head");
        Div state = new Div();
        state.addClassName("tl-section");
        verification
                .head()
                .ifPresentOrElse(
                        end -> {
                            pair(
                                    state,
                                    "audit.chain.length",
                                    Screens.formats().number(end.position()));
                            pair(
                                    state,
                                    "audit.chain.sealed-at",
                                    Screens.formats().dateTime(end.sealedAt()));
                            Span digest = new Span(end.digest());
                            digest.addClassName("tl-audit-digest");
                            state.add(muted(Screens.text("audit.chain.digest")), digest);
                            state.add(muted(Screens.text("audit.chain.keep")));
                        },
                        () -> state.add(muted(Screens.text("audit.chain.none"))));
        Button verify =
                new Button(
                        Screens.text("audit.verify"),
                        Icons.of(Icons.SHIELD_CHECK),
                        click -> verify());
        verify.setId("audit-verify");
        verify.setDisableOnClick(true);
        verify.addClickListener(click -> verify.setEnabled(true));
        result.getElement().setAttribute("aria-live", "polite");
        state.add(verify, result);
        add(head, state);
    }

    private void verify() {
        result.removeAll();
        try {
            show(verification.verify(null));
        } catch (RuntimeException failed) {
            result.add(
                    States.error(
                            Screens.text("audit.verify.failed"), Failure.of(failed), this::verify));
        }
    }

    private void show(Verification found) {
        String checked = Screens.formats().number(found.checked());
        Div strip =
                found.intact()
                        ? strip("ok", Icons.CIRCLE_CHECK, Screens.text("audit.intact", checked))
                        : strip(
                                "bad",
                                Icons.TRIANGLE_ALERT,
                                Screens.text("audit.broken", found.findings().size()));
        result.add(strip);
        List<Verification.Finding> findings = found.findings();
        for (Verification.Finding finding : findings.subList(0, Math.min(SHOWN, findings.size()))) {
            Span line =
                    new Span(
                            Screens.text(
                                    "audit.finding." + finding.kind(),
                                    Long.toString(finding.position()),
                                    finding.entryId() == null
                                            ? "–"
                                            : finding.entryId().toString()));
            line.addClassNames("tl-status", "bad");
            result.add(line);
        }
        if (found.pending() > 0) {
            result.add(
                    muted(
                            Screens.text(
                                    "audit.pending.count",
                                    Screens.formats().number(found.pending()))));
        }
    }

    private static Div strip(String tone, String icon, String words) {
        Div strip = new Div(Icons.of(icon), new Span(words));
        strip.addClassNames("tl-strip", tone);
        return strip;
    }

    private static Paragraph muted(String words) {
        Paragraph paragraph = new Paragraph(words);
        paragraph.addClassName("tl-muted");
        return paragraph;
    }

    private static void pair(Div section, String key, String value) {
        Span label = new Span(Screens.text(key));
        label.addClassName("tl-muted");
        Div line = new Div(label, new Span(value));
        line.addClassName("tl-pair");
        section.add(line);
    }
}
