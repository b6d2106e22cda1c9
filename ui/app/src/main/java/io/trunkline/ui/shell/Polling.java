package io.trunkline.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;

/// Asks again every so often while a page is open. Polling rather than push, because each answer
/// then runs inside the session of the person who asks.
public final class Polling {

    private static final int OFF = -1;

    private Polling() {}

    /// Starts now, ends when the page is left.
    public static void of(Component page, int millis, Runnable action) {
        UI ui = page.getUI().orElseThrow();
        ui.setPollInterval(millis);
        Registration poll = ui.addPollListener(event -> action.run());
        page.addDetachListener(event -> {
            event.unregisterListener();
            poll.remove();
            ui.setPollInterval(OFF);
        });
    }
}
