package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/// Background work that changes an open page. It has no request and so no session: this opens one,
/// from what the database says at that moment, around the change and around what the page fetches
/// to show it.
@ApplicationScoped
public class ScreenUpdates {

    private final Sessions sessions;

    @Inject
    ScreenUpdates(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Called while a page is handled, kept by the background work.
    ///
    /// @throws IllegalStateException where no tenant session is open
    public Target target(UI ui) {
        String tenantKey = TenantRunner.current().tenant().key();
        String username =
                Visitor.current()
                        .orElseThrow(() -> new IllegalStateException("no visitor"))
                        .username();
        return new Target(ui, tenantKey, username, ui.getLocale());
    }

    /// Runs the change on the page, at once and on this thread. Does nothing when the page is
    /// closed or its person may not enter the tenant any more.
    public void run(Target target, Runnable change) {
        sessions.member(target.tenantKey(), target.username())
                .map(session -> session.inLocale(target.locale()))
                .ifPresent(session ->
                        TenantRunner.run(session, () -> accessIfOpen(target.ui(), change)));
    }

    private static void accessIfOpen(UI ui, Runnable change) {
        try {
            ui.accessSynchronously(change::run);
        } catch (UIDetachedException closed) {
            // The page is gone: nothing to change.
        }
    }

    /// A page and the person in front of it.
    public record Target(UI ui, String tenantKey, String username, Locale locale) {}
}
