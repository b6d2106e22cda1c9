package io.trunkline.pluginhost.internal.release;

import io.trunkline.plugincheck.Manifest;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.tenancy.CorePermissions;
import java.io.Reader;
import java.util.Set;
import java.util.stream.Collectors;

/// Manifests of plugins that this platform can have beside its own features.
final class Manifests {

    // A permission is named after its plugin: these areas are the platform's.
    private static final Set<String> AREAS =
            CorePermissions.ALL.stream()
                    .map(permission -> permission.key().split("\\.")[0])
                    .collect(Collectors.toUnmodifiableSet());

    private Manifests() {}

    static Manifest read(Reader reader) throws RefusedException {
        Manifest manifest = Manifest.read(reader);
        if (AREAS.contains(manifest.id())) {
            throw new RefusedException(
                    "plugin.id \"" + manifest.id() + "\" is kept for the platform");
        }
        return manifest;
    }
}
