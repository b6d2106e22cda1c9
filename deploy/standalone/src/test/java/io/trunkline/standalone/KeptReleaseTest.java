package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.plugincheck.PluginZip;
import io.trunkline.plugincheck.SpiJars;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of releases is whole, and fits the SPI of this build: told in seconds, before
/// [ReleasedPluginsIT] runs them.
class KeptReleaseTest {

    @TempDir Path folder;

    @Test
    void eachIsWholeAndFitsThisSpi() throws Exception {
        var built = System.getProperty("trunkline.release.keep");
        if (built != null) {
            KeptRelease.keep(SharedStack.project().resolve(built));
        }
        var releases = KeptRelease.all().toList();
        assertFalse(releases.isEmpty());
        // The one for screens is not on this module's class path.
        var spi = SpiJars.read(List.of(SpiJars.Jar.of(OtherSpi.jar(folder, "0.1.0", List.of()))));
        for (var release : releases) {
            var fit = PluginZip.check(release.complete(), spi);
            assertEquals(release.plugin(), fit.manifest().id());
            assertEquals(release.version(), fit.manifest().version());
            assertTrue(fit.fits(), () -> release + " breaks: " + fit);
        }
    }
}
