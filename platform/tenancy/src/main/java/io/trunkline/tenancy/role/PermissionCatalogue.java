package io.trunkline.tenancy.role;

import io.quarkus.arc.All;
import io.trunkline.tenancy.CorePermissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every permission that is known now: the platform's and those of the plugins that serve. A role
/// keeps the permissions of a plugin that is away; they are unknown until it is back.
@ApplicationScoped
public class PermissionCatalogue {

    private static final List<KnownPermission> CORE =
            CorePermissions.ORDERED.stream()
                    .map(permission -> new KnownPermission(permission, KnownPermission.CORE))
                    .toList();

    private final List<PermissionSource> sources;

    @Inject
    public PermissionCatalogue(@All List<PermissionSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /// The platform's first, then plugin by plugin.
    public List<KnownPermission> all() {
        return Stream.concat(
                        CORE.stream(),
                        sources.stream().flatMap(source -> source.permissions().stream()))
                .toList();
    }

    /// @param key area, dot, operation
    /// @return empty for one that nothing on this node asks for
    public Optional<KnownPermission> find(String key) {
        return all().stream().filter(known -> known.permission().key().equals(key)).findFirst();
    }
}
