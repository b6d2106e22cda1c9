package io.trunkline.ui.customer;

import com.vaadin.flow.component.Component;

/// Moves the focus by a key of a page, in the browser: what is typed right after the key must not
/// get lost while the server is asked.
final class KeyFocus {

    private KeyFocus() {}

    /// @param page its [io.trunkline.ui.spi.Keys] must know the key too
    static void on(Component page, String key, Component field) {
        page.addAttachListener(event ->
                page.getElement()
                        .executeJs(
                                "if (this.tlFocus) return; this.tlFocus = true;"
                                        + " this.addEventListener('tl-key', event =>"
                                        + " { if (event.detail === $0) $1.focus(); });",
                                key,
                                field.getElement()));
    }
}
