package io.trunkline.pluginhost.internal.release;

import java.nio.file.Path;

/// One version of a plugin, ready to be loaded.
///
/// @param root folder with `classes/` and `lib/`; never written to again
/// @param origin the zip or build folder it came from, for the operator
public record Release(Manifest manifest, Path root, String origin) {

    /// Whether it is a developer's, and not from a zip.
    public boolean isBuildFolder() {
        return root.endsWith("target");
    }

    public Path classes() {
        return root.resolve("classes");
    }

    public Path lib() {
        return root.resolve("lib");
    }
}
