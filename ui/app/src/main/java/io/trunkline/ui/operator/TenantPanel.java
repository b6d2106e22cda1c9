package io.trunkline.ui.operator;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.tenant.FirstInvitations;
import io.trunkline.tenancy.tenant.TenantExport;
import io.trunkline.tenancy.tenant.TenantExports;
import io.trunkline.tenancy.tenant.TenantFacts;
import io.trunkline.tenancy.tenant.TenantLife;
import io.trunkline.tenancy.tenant.TenantState;
import io.trunkline.ui.member.InvitationDialog;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.shell.LongWork;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Toasts;
import io.trunkline.ui.spi.Icons;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;

/// One tenant: its facts, the steps its state allows, its exports.
final class TenantPanel extends Div {

    private static final int EXPORTS_SHOWN = 3;

    private final transient TenantLife life;
    private final transient FirstInvitations invitations;
    private final transient TenantExports exports;
    private final Runnable changed;
    private final transient TenantFacts tenant;
    private final Div work = new Div();

    TenantPanel(
            TenantLife life,
            FirstInvitations invitations,
            TenantExports exports,
            TenantFacts tenant,
            Runnable changed) {
        this.life = life;
        this.invitations = invitations;
        this.exports = exports;
        this.tenant = tenant;
        this.changed = changed;
        addClassName("tl-panel");
        setId("tenant-panel");
        Div head = new Div(new H2(tenant.name()), Words.status(tenant.state()));
        head.addClassName("tl-head");
        Div facts =
                new Div(
                        Words.fact(Screens.text("operator.field.key"), tenant.key()),
                        Words.fact(
                                Screens.text("operator.members"), Words.number(tenant.members())),
                        Words.fact(
                                Screens.text("operator.created"), Words.time(tenant.createdAt())),
                        Words.fact(Screens.text("operator.zone"), tenant.zone()));
        if (tenant.stateAt() != null) {
            facts.add(Words.fact(Screens.text("operator.since"), Words.time(tenant.stateAt())));
        }
        if (tenant.reason() != null) {
            facts.add(Words.fact(Screens.text("operator.reason"), tenant.reason()));
        }
        if (tenant.eraseAfter() != null) {
            facts.add(
                    Words.fact(
                            Screens.text("operator.erase-after"), Words.time(tenant.eraseAfter())));
        }
        facts.addClassName("tl-operator-facts");
        work.addClassName("tl-operator-work");
        add(head, facts);
        if (tenant.state() == TenantState.ACTIVE) {
            invitations.waiting(tenant.key()).forEach(waiting -> add(invitation(waiting)));
        }
        add(steps(), work);
        showExports();
    }

    private Notice invitation(FirstInvitations.Waiting waiting) {
        Button send = new Button(Screens.text("operator.invitation.send"), Icons.of(Icons.MAIL));
        send.setId("send-invitation");
        send.addClickListener(click ->
                new InvitationDialog(
                                waiting.name(),
                                waiting.username(),
                                mail -> invitations.send(tenant.key(), waiting.username(), mail),
                                changed)
                        .open());
        Notice notice = new Notice();
        String why =
                waiting.consentDue() ? "operator.invitation.consent" : "operator.invitation.due";
        notice.say("warn", Screens.text(why, waiting.name()), send);
        return notice;
    }

    private Div steps() {
        Div steps = new Div();
        steps.addClassName("tl-operator-steps");
        switch (tenant.state()) {
            case ACTIVE -> steps.add(suspend(), archive(), delete());
            case SUSPENDED -> steps.add(resume(), archive(), delete());
            case ARCHIVED -> steps.add(resume(), delete());
            case DELETING -> steps.add(step("cancel-delete", Icons.ROTATE_CCW, life::cancelDelete));
            case ERASING, DELETED -> {}
        }
        if (tenant.state().compareTo(TenantState.ERASING) < 0) {
            Button export = new Button(Screens.text("operator.export"), Icons.of(Icons.DOWNLOAD));
            export.setId("step-export");
            export.addClickListener(click -> export());
            steps.add(export);
        }
        return steps;
    }

    private Button suspend() {
        return step("suspend", Icons.PAUSE, life::suspend);
    }

    private Button resume() {
        Button resume = step("resume", Icons.PLAY, life::resume);
        resume.addThemeName("primary");
        return resume;
    }

    private Button archive() {
        return step("archive", Icons.INBOX, life::archive);
    }

    private Button delete() {
        Button delete = new Button(Screens.text("operator.step.delete"), Icons.of(Icons.X));
        delete.setId("open-delete");
        delete.addThemeNames("tertiary", "error");
        delete.addClickListener(click ->
                new StepDialog("delete", tenant.name(), reason -> done(life::delete, reason))
                        .typing(tenant.key())
                        .open());
        return delete;
    }

    private Button step(String step, String icon, BiFunction<String, String, TenantFacts> action) {
        Button button = new Button(Screens.text("operator.step." + step), Icons.of(icon));
        button.setId("open-" + step);
        button.addClickListener(click ->
                new StepDialog(step, tenant.name(), reason -> done(action, reason)).open());
        return button;
    }

    private void done(BiFunction<String, String, TenantFacts> action, String reason) {
        TenantFacts after = action.apply(tenant.key(), reason);
        Toasts.done(Screens.text("operator.changed", after.name(), Words.text(after.state())));
        changed.run();
    }

    private void export() {
        try {
            exports.start(tenant.key());
            showExports();
        } catch (PluginException refused) {
            Toasts.failed(Failure.of(refused));
        }
    }

    /// Called again while one is running.
    void showExports() {
        work.removeAll();
        for (TenantExport export :
                exports.list(tenant.key()).stream().limit(EXPORTS_SHOWN).toList()) {
            work.add(shown(export));
        }
    }

    private LongWork shown(TenantExport export) {
        LongWork shown =
                new LongWork(
                        Icons.DOWNLOAD,
                        Screens.text("operator.export.of", Words.time(export.at())));
        double part = export.tables() == 0 ? 0 : (double) export.tablesDone() / export.tables();
        switch (export.state()) {
            case RUNNING ->
                    shown.show(
                            part,
                            LongWork.Tone.RUNNING,
                            Screens.text(
                                    "operator.export.running",
                                    export.tablesDone(),
                                    export.tables(),
                                    export.rows()));
            case DONE -> {
                shown.show(
                        1,
                        LongWork.Tone.DONE,
                        Screens.text("operator.export.done", export.rows(), export.bytes()));
                Anchor fetch =
                        new Anchor(
                                DownloadHandler.fromInputStream(event -> download(export)),
                                Screens.text("operator.export.fetch"));
                fetch.getElement().setAttribute("download", true);
                shown.with(fetch);
            }
            case FAILED, INTERRUPTED ->
                    shown.show(part, LongWork.Tone.FAILED, Screens.text("operator.export.failed"));
            case EXPIRED ->
                    shown.show(1, LongWork.Tone.DONE, Screens.text("operator.export.expired"));
        }
        return shown;
    }

    private DownloadResponse download(TenantExport export) {
        Path file = exports.file(export.tenant(), export.id());
        try {
            return new DownloadResponse(
                    Files.newInputStream(file),
                    String.valueOf(file.getFileName()),
                    "application/zip",
                    Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
