package io.trunkline.ui.spi;

import com.vaadin.flow.component.Component;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Keys of one page, without a modifier or with Ctrl. Flow's own shortcuts also fire while someone
/// types; these do not: a bare key is ignored in an editable field, while an input method composes,
/// while an overlay is open above the component and when the user has switched bare keys off
/// (`data-bare-keys="off"` on `<html>`).
///
/// They live and end with the component they are bound to.
///
/// ```java
/// Keys.of(page).on("n", this::next).on("ctrl+enter", this::saveAndNext);
/// ```
public final class Keys {

    private static final String SCRIPT =
            """
            const page = this;
            page.tlKeys = $0.split(' ');
            if (page.tlKeysBound) return;
            page.tlKeysBound = true;
            const overlays = ['dialog', 'confirm-dialog', 'popover', 'combo-box', 'select',
              'date-picker', 'time-picker', 'context-menu', 'multi-select-combo-box']
              .map(name => 'vaadin-' + name + '[opened]').join(',');
            const listener = event => {
              if (!page.isConnected) {
                page.tlKeysBound = false;
                document.removeEventListener('keydown', listener, true);
                return;
              }
              if (event.isComposing || event.keyCode === 229 || event.altKey || event.metaKey) return;
              const bare = event.key.toLowerCase();
              const key = event.ctrlKey ? 'ctrl+' + bare : bare;
              if (!page.tlKeys.includes(key)) return;
              const target = event.composedPath()[0];
              const others = [...document.querySelectorAll(overlays)].filter(one => !one.contains(page));
              if (others.length) return;
              if (!event.ctrlKey) {
                if (event.shiftKey && bare.length > 1) return;
                if (document.documentElement.dataset.bareKeys === 'off') return;
                const typing = target.isContentEditable || target.tagName === 'TEXTAREA'
                  || target.tagName === 'SELECT' || (target.closest && target.closest('vaadin-select'))
                  || (target.tagName === 'INPUT'
                    && !['checkbox', 'radio', 'button'].includes(target.type));
                if (typing) return;
                if (event.repeat && !'jk'.includes(bare) && !bare.startsWith('arrow')) return;
              } else if (event.repeat) {
                return;
              }
              event.preventDefault();
              event.stopPropagation();
              if (event.ctrlKey) {
                let active = document.activeElement;
                while (active && active.shadowRoot && active.shadowRoot.activeElement) {
                  active = active.shadowRoot.activeElement;
                }
                if (active && active !== document.body) { active.blur(); active.focus(); }
              }
              page.dispatchEvent(new CustomEvent('tl-key', { detail: key }));
            };
            document.addEventListener('keydown', listener, true);
            """;

    private final Component page;
    private final Map<String, Runnable> actions = new HashMap<>();

    private Keys(Component page) {
        this.page = page;
        page.getElement()
                .addEventListener("tl-key", event -> press(event.getEventDetail(String.class)))
                .addEventDetail();
        page.addAttachListener(event -> send());
    }

    /// @param page the keys work while it is shown
    public static Keys of(Component page) {
        return new Keys(page);
    }

    /// @param key as the browser names it, for example `n`, `1`, `arrowdown`, `ctrl+enter`; with
    ///   Ctrl it also works while typing, after what was typed is sent
    public Keys on(String key, Runnable action) {
        actions.put(key.toLowerCase(Locale.ROOT), action);
        if (page.isAttached()) {
            send();
        }
        return this;
    }

    private void press(String key) {
        Runnable action = actions.get(key);
        if (action != null) {
            action.run();
        }
    }

    private void send() {
        page.getElement().executeJs(SCRIPT, String.join(" ", actions.keySet()));
    }
}
