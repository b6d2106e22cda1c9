package io.trunkline.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.SvgIcon;
import com.vaadin.flow.component.notification.Notification;
import io.trunkline.ui.spi.Icons;
import org.jspecify.annotations.Nullable;

/// Short messages at the foot of the page: dark, eight seconds, never in the way of what is typed.
public final class Toasts {

    private static final int MILLIS = 8000;

    private Toasts() {}

    public static void done(String message) {
        show(message, Icons.of(Icons.CIRCLE_CHECK), null, () -> {});
    }

    /// @param undoText the step that takes it back
    public static void done(String message, String undoText, Runnable undo) {
        show(message, Icons.of(Icons.CIRCLE_CHECK), undoText, undo);
    }

    /// Something came, with the step that shows it.
    public static void told(String message, String actionText, Runnable action) {
        show(message, Icons.of(Icons.BELL), actionText, action);
    }

    public static void failed(Failure failure) {
        String code = failure.fault() ? " · " + failure.code() : "";
        show(failure.message() + code, Icons.of(Icons.CIRCLE_ALERT), null, () -> {});
    }

    private static void show(
            String message, SvgIcon icon, @Nullable String actionText, Runnable action) {
        Notification toast = new Notification();
        toast.setPosition(Notification.Position.BOTTOM_CENTER);
        toast.setDuration(MILLIS);
        toast.addClassName("tl-toast");
        Div row = new Div(icon, new Span(message));
        row.addClassName("tl-row");
        toast.add(row);
        if (actionText != null) {
            Button button =
                    new Button(
                            actionText,
                            click -> {
                                toast.close();
                                action.run();
                            });
            button.addThemeName("tertiary");
            row.add(button);
        }
        toast.open();
    }
}
