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
    private final OpenPages pages;

    @Inject
    ScreenUpdates(Sessions sessions, OpenPages pages) {
        this.sessions = sessions;
        this.pages = pages;
    }

    /// Called while a page is handled or changed, kept by the background work.
    ///
    /// @throws IllegalStateException where no tenant session is open
    public Target target(UI ui) {
        OpenPage page =
                Visitor.current()
                        .map(visitor -> OpenPage.of(ui, TenantRunner.current(), visitor))
                        .or(() -> pages.of(ui))
                        .orElseThrow(() -> new IllegalStateException("no visitor"));
        return new Target(page, ui.getLocale());
    }

    /// Runs the change on the page, at once and on this thread. Does nothing when the page is
    /// closed, must close, or its person may not enter the tenant any more.
    public void run(Target target, Runnable change) {
        OpenPage page = target.page;
        if (!pages.mayStay(page)) {
            return;
        }
        sessions.member(page.tenantKey(), page.username())
                .map(session -> session.inLocale(target.locale))
                .ifPresent(session ->
                        TenantRunner.run(session, () -> accessIfOpen(page.ui(), change)));
    }

    private static void accessIfOpen(UI ui, Runnable change) {
        try {
            ui.accessSynchronously(change::run);
        } catch (UIDetachedException closed) {
            // The page is gone: nothing to change.
        }
    }

    /// A page and the person in front of it.
    public static final class Target {

        private final OpenPage page;
        private final Locale locale;

        private Target(OpenPage page, Locale locale) {
            this.page = page;
            this.locale = locale;
        }
    }
}
