package io.trunkline.pluginhost.internal.generation;

import io.trunkline.plugincheck.Break;
import io.trunkline.plugincheck.ClassFiles;
import io.trunkline.plugincheck.PluginCheck;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.internal.release.SpiVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// Refuses a plugin of which a class would be missing here, or that was built for another SPI, with
/// the names: at start and not by the first call that needs it.
final class References {

    private final PluginCheck check;

    References(ClassLoader loader, boolean screens) {
        this.check = new PluginCheck(ClassFiles.of(loader), screens);
    }

    /// @param root holds `classes/` and `lib/`
    void check(Path root) throws RefusedException {
        List<Break> broken = check.broken(root);
        List<String> forbidden = words(broken, one -> one.kind() == Break.Kind.FORBIDDEN);
        if (!forbidden.isEmpty()) {
            throw new RefusedException(
                    "it must not use what reaches beyond it: " + String.join("; ", forbidden));
        }
        List<String> missing =
                broken.stream()
                        .filter(one -> one.kind() == Break.Kind.MISSING)
                        .map(Break::name)
                        .distinct()
                        .sorted()
                        .toList();
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    "missing "
                            + (missing.size() == 1 ? "class " : "classes ")
                            + String.join(", ", missing)
                            + ": put the library into the plugin, or use what the SPI offers");
        }
        if (!broken.isEmpty()) {
            throw new RefusedException(
                    "it does not fit SPI %s: %s"
                            .formatted(
                                    SpiVersion.current(),
                                    String.join("; ", words(broken, one -> true))));
        }
    }

    private static List<String> words(List<Break> broken, Predicate<Break> which) {
        return broken.stream().filter(which).map(Break::words).toList();
    }
}
