package io.trunkline.ui.role;

import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.tenancy.ModuleSettings;
import io.trunkline.tenancy.role.KnownPermission;
import io.trunkline.tenancy.role.PermissionCatalogue;
import io.trunkline.ui.shell.PermissionNames;
import io.trunkline.ui.shell.Screens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The permissions as the matrix shows them: groups of areas, each with its operations.
@ApplicationScoped
class Rights {

    /// Operations with a column of their own; an area's other ones stand in the last column. Two
    /// words of plugins mean the same as the platform's.
    static final List<String> COLUMNS =
            List.of("view", "create", "edit", "delete", "allocate", "import", "export");

    private static final Map<String, String> SAME = Map.of("assign", "allocate", "monitor", "view");

    private final PermissionCatalogue catalogue;
    private final ModuleSettings modules;
    private final PluginGateway plugins;
    private final PermissionNames names;

    @Inject
    Rights(
            PermissionCatalogue catalogue,
            ModuleSettings modules,
            PluginGateway plugins,
            PermissionNames names) {
        this.catalogue = catalogue;
        this.modules = modules;
        this.plugins = plugins;
        this.names = names;
    }

    /// @param owner a plugin's id, [KnownPermission#CORE], or empty for what is unknown now
    record Group(String owner, String title, List<Area> areas) {}

    /// @param byColumn keys of permissions by the column they stand in
    /// @param others those without a column
    record Area(String title, Map<String, String> byColumn, List<String> others) {}

    /// The platform's, then those of the tenant's plugins, then what the role holds besides.
    List<Group> groups(Collection<String> held) {
        Map<String, List<String>> byOwner = new LinkedHashMap<>();
        for (KnownPermission known : catalogue.all()) {
            if (known.core() || modules.isEnabled(known.owner())) {
                byOwner.computeIfAbsent(known.owner(), owner -> new ArrayList<>())
                        .add(known.permission().key());
            }
        }
        List<Group> groups = new ArrayList<>();
        byOwner.forEach(
                (owner, keys) -> groups.add(new Group(owner, title(owner), areas(owner, keys))));
        TreeSet<String> unknown = new TreeSet<>(held);
        byOwner.values().forEach(unknown::removeAll);
        if (!unknown.isEmpty()) {
            groups.add(
                    new Group(
                            "",
                            Screens.text("role.matrix.unknown"),
                            List.of(
                                    new Area(
                                            Screens.text("role.matrix.unknown.area"),
                                            Map.of(),
                                            List.copyOf(unknown)))));
        }
        return groups;
    }

    String name(String key) {
        return names.of(key);
    }

    private String title(String owner) {
        return owner.equals(KnownPermission.CORE)
                ? Screens.text("role.matrix.core")
                : plugins.text(owner, Screens.locale(), "plugin.name");
    }

    private List<Area> areas(String owner, List<String> keys) {
        Map<String, List<String>> byArea = new LinkedHashMap<>();
        for (String key : keys) {
            byArea.computeIfAbsent(key.substring(0, key.indexOf('.')), area -> new ArrayList<>())
                    .add(key);
        }
        List<Area> areas = new ArrayList<>();
        byArea.forEach((area, own) -> {
            Map<String, String> byColumn = new LinkedHashMap<>();
            List<String> others = new ArrayList<>();
            for (String key : own) {
                String operation = key.substring(area.length() + 1);
                String column = SAME.getOrDefault(operation, operation);
                if (!COLUMNS.contains(column) || byColumn.putIfAbsent(column, key) != null) {
                    others.add(key);
                }
            }
            String title =
                    owner.equals(KnownPermission.CORE)
                            ? Screens.text("role.area." + area)
                            : title(owner);
            areas.add(new Area(title, byColumn, others));
        });
        return areas;
    }
}
