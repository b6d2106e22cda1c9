package io.trunkline.ui.module;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.trunkline.pluginhost.PluginModule;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.role.RoleTexts;
import io.trunkline.tenancy.role.WhoGrants.NamedRole;
import io.trunkline.ui.shell.Notice;
import io.trunkline.ui.shell.PermissionNames;
import io.trunkline.ui.shell.Screens;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The permissions a plugin brings, and which of the tenant's roles have them.
final class PermissionsTab extends Div {

    private final boolean closed;

    /// @param roles by key of the permission; none for one that no role has
    PermissionsTab(PluginModule module, PermissionNames names, Map<String, List<NamedRole>> roles) {
        addClassName("tl-module-settings");
        closed = isClosed(module, roles);
        if (closed) {
            Notice nobody = new Notice();
            nobody.say("warn", Screens.text("module.permissions.nobody"));
            add(nobody);
        }
        Paragraph why = new Paragraph(Screens.text("module.permissions.why"));
        why.addClassName("tl-muted");
        UnorderedList list = new UnorderedList();
        list.addClassName("tl-module-permissions");
        for (Permission permission : module.permissions()) {
            Span key = new Span(permission.key());
            key.addClassName("tl-muted");
            Span who = new Span(who(roles.getOrDefault(permission.key(), List.of())));
            who.addClassNames("tl-muted", "tl-module-roles");
            list.add(new ListItem(new Span(names.of(permission.key())), key, who));
        }
        add(why, list);
    }

    /// Whether no role opens it to anyone.
    boolean isClosed() {
        return closed;
    }

    static boolean isClosed(PluginModule module, Map<String, List<NamedRole>> roles) {
        return !module.permissions().isEmpty() && roles.isEmpty();
    }

    static String who(List<NamedRole> roles) {
        return roles.isEmpty()
                ? Screens.text("module.permissions.no-role")
                : roles.stream()
                        .map(role -> RoleTexts.name(Screens.locale(), role.key(), role.name()))
                        .collect(Collectors.joining(Screens.text("module.permissions.between")));
    }
}
