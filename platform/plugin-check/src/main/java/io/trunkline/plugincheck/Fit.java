package io.trunkline.plugincheck;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a version of a plugin and an SPI fit.
///
/// @param excluded whether the range the plugin states leaves the SPI out
/// @param broken what would fail although the range may not say so
public record Fit(Manifest manifest, String spiVersion, boolean excluded, List<Break> broken) {

    public Fit {
        broken = List.copyOf(broken);
    }

    /// @param root holds `classes/` and `lib/`
    /// @param files what the plugin meets: the SPI, its own classes and libraries, all else
    /// @throws RefusedException when the plugin cannot be read
    public static Fit of(
            Manifest manifest, Path root, ClassFiles files, String spiVersion, boolean screens)
            throws RefusedException {
        List<Break> broken = new ArrayList<>(entries(manifest, root));
        broken.addAll(new PluginCheck(files, screens).broken(root));
        return new Fit(manifest, spiVersion, !manifest.accepts(spiVersion), broken);
    }

    private static List<Break> entries(Manifest manifest, Path root) {
        List<String> entries = new ArrayList<>(List.of(manifest.entryClass()));
        manifest.uiClass().ifPresent(entries::add);
        return entries.stream()
                .filter(name ->
                        !Files.exists(root.resolve("classes", name.replace('.', '/') + ".class")))
                .map(name -> new Break(Manifest.FILE, Break.Kind.MISSING, name))
                .toList();
    }

    public boolean fits() {
        return !excluded && broken.isEmpty();
    }
}
