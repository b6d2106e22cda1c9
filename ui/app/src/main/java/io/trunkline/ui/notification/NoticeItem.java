package io.trunkline.ui.notification;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.notification.Notification;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;

/// One notification in the bell's list.
final class NoticeItem extends NativeButton {

    NoticeItem(Notification notification, String words, Runnable open) {
        addClassName("tl-notice");
        boolean unread = notification.readAt() == null;
        Span text = new Span(words);
        text.addClassName("tl-notice-text");
        Span when = new Span(Screens.formats().dateTime(notification.at()));
        when.addClassName("tl-muted");
        Div two = new Div(text, when);
        two.addClassName("tl-notice-body");
        add(Icons.of(NoticeTexts.icon(notification)), two);
        if (unread) {
            addClassName("unread");
            Span mark = new Span();
            mark.addClassName("tl-notice-mark");
            mark.getElement().setAttribute("role", "img");
            mark.getElement().setAttribute("aria-label", Screens.text("notification.unread"));
            add(mark);
        }
        addClickListener(click -> open.run());
    }
}
