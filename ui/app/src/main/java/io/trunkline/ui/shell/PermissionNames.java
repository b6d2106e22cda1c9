package io.trunkline.ui.shell;

import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.tenancy.role.RoleTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// What permissions are called on screens, the platform's and the plugins'.
@ApplicationScoped
public class PermissionNames {

    private final PluginGateway plugins;

    @Inject
    PermissionNames(PluginGateway plugins) {
        this.plugins = plugins;
    }

    /// The permission's name in the language of the page; its key where nobody gives it one.
    public String of(String key) {
        return RoleTexts.permission(Screens.locale(), key)
                .orElseGet(() -> {
                    String area = key.substring(0, key.indexOf('.'));
                    String textKey = "permission." + key;
                    String text = plugins.text(area, Screens.locale(), textKey);
                    return text.equals(textKey) ? key : text;
                });
    }
}
