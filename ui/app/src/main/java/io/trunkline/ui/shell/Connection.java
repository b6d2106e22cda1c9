package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;

/// The strip on top of the page while the server cannot be reached. What is typed stays in the page
/// and is sent when the connection is back; the page says so instead of freezing without a word.
final class Connection {

    /// Ten minutes of trying, every three seconds: a branch's line is often away that long.
    private static final int ATTEMPTS = 200;

    private static final int MILLIS = 3000;

    private static final String TEXTS =
            """
            const strip = window.Vaadin && window.Vaadin.connectionIndicator;
            if (strip) {
              strip.onlineText = $0; strip.reconnectingText = $1; strip.offlineText = $2;
              strip.setAttribute('role', 'status');
            }
            """;

    private Connection() {}

    static void speak(UI ui) {
        String again = Screens.textFor(ui, "shell.connection.again");
        String lost = Screens.textFor(ui, "shell.connection.lost");
        ui.getReconnectDialogConfiguration().setReconnectAttempts(ATTEMPTS);
        ui.getReconnectDialogConfiguration().setReconnectInterval(MILLIS);
        ui.getReconnectDialogConfiguration().setDialogText(again);
        ui.getReconnectDialogConfiguration().setDialogTextGaveUp(lost);
        ui.getPage().executeJs(TEXTS, Screens.textFor(ui, "shell.connection.back"), again, lost);
    }
}
