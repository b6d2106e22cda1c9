package io.trunkline.ui.orgunit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.spi.PluginException;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.Screens;

/// A small question about one unit, with one step.
final class UnitDialog extends Dialog {

    private final Notice notice = new Notice();
    private final transient Runnable step;

    /// @param stepText what the one button says
    /// @param step throws [PluginException] when it is refused; the dialog then stays and says why
    UnitDialog(String title, String stepText, Runnable step, Component... fields) {
        this.step = step;
        setId("unit");
        setHeaderTitle(title);
        setWidth("440px");
        addClassName("tl-dialog");
        setCloseOnOutsideClick(false);
        Div body = new Div(notice);
        body.add(fields);
        body.addClassName("tl-dialog-body");
        add(body);
        Button go = new Button(stepText, click -> go());
        go.addThemeName("primary");
        go.setId("unit-go");
        Span key = new Span("Ctrl ↵");
        key.addClassName("tl-kbd");
        go.setSuffixComponent(key);
        Shortcuts.addShortcutListener(this, this::go, Key.ENTER, KeyModifier.CONTROL)
                .listenOn(this)
                .resetFocusOnActiveElement();
        getFooter().add(new Button(Screens.text("shell.cancel"), click -> close()), go);
    }

    private void go() {
        try {
            step.run();
            close();
        } catch (PluginException refused) {
            notice.refused(refused);
        }
    }
}
