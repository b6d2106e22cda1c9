package io.trunkline.pluginhost;

import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.role.KnownPermission;
import io.trunkline.tenancy.role.PermissionSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The permissions of the plugins that serve on this node, for the catalogue.
@ApplicationScoped
public class PluginPermissions implements PermissionSource {

    private final Generations generations;

    PluginPermissions(Generations generations) {
        this.generations = generations;
    }

    @Override
    public List<KnownPermission> permissions() {
        return generations.all().stream()
                .sorted(Comparator.comparing(Generation::pluginId))
                .flatMap(PluginPermissions::of)
                .distinct()
                .toList();
    }

    private static Stream<KnownPermission> of(Generation generation) {
        return generation.declared().permissions().stream()
                .sorted(Comparator.comparing(Permission::key))
                .map(permission -> new KnownPermission(permission, generation.pluginId()));
    }
}
