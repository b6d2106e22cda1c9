package io.trunkline.ui.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/// The page every screen lives in.
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("context://trunkline.css")
public class AppShell implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Trunkline");
        settings.addLink("icon", "trunkline-mark.svg");
    }
}
