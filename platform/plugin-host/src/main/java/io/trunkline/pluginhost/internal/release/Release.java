package io.trunkline.pluginhost.internal.release;

import io.trunkline.plugincheck.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One version of a plugin, ready to be loaded.
///
/// @param root folder with `classes/` and `lib/`; never written to again
/// @param origin the zip or build folder it came from, for the operator
/// @param publisher who signed it; null for one that came with the server
public record Release(Manifest manifest, Path root, String origin, @Nullable String publisher) {

    /// What the root of a developer's is called.
    static final String BUILT = "target";

    static final String CHANGELOG = "CHANGELOG.md";

    /// In bytes: every list of releases has it.
    static final int LONGEST_CHANGELOG = 64 * 1024;

    public Release(Manifest manifest, Path root, String origin) {
        this(manifest, root, origin, null);
    }

    /// Whether it is a developer's, and not from a zip.
    public boolean isBuildFolder() {
        return root.endsWith(BUILT);
    }

    public Path classes() {
        return root.resolve("classes");
    }

    public Path lib() {
        return root.resolve("lib");
    }

    /// What its publisher says of its versions, in Markdown; empty where she says nothing. What is
    /// longer than a release may bring is cut.
    public String changelog() {
        Path file = root.resolve(CHANGELOG);
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream content = Files.newInputStream(file)) {
            return new String(content.readNBytes(LONGEST_CHANGELOG), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
