package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A zip is held against an SPI without a server.
class CheckCommandTest {
    @TempDir Path folder;
    private Path spi;
    private Path screens;
    private String released;

    @BeforeEach
    void packTheSpi() throws Exception {
        released = KeptRelease.of("example", "0.1.0").complete().toString();
        spi = OtherSpi.jar(folder, "0.1.5", List.of());
        screens = OtherSpi.screens(folder);
    }

    @Test
    void aZipThatFits() {
        assertEquals(
                "example 0.1.0 fits SPI 0.1.5",
                said(0, "--spi", spi.toString(), released).lines().toList().getLast());
        assertEquals("example 0.1.0 fits SPI 0.1.5", said(0, released).lines().toList().getLast());
    }

    @Test
    void thePresentScreensCountWhereNoneAreNamed() throws Exception {
        var alone = said(0, "--spi", spi.toString(), released);
        assertTrue(alone.startsWith("The SPI for screens is in none of the jars"), alone);
        assertFalse(
                said(0, "--spi", spi + "," + screens, released).contains("in none of the jars"));
        // They are looked at: what the plugin's screens use is not in these.
        screens = OtherSpi.emptyScreens(folder);
        assertTrue(said(1, "--spi", spi.toString(), released).contains("io.trunkline.ui.spi."));
    }

    @Test
    void aZipThatBreaksByItsRangeAndByItsCode() throws Exception {
        var next = OtherSpi.jar(folder, "0.2.0", List.of("Permission"));
        var said = said(1, "--spi", next.toString(), released);
        assertTrue(said.contains("example 0.1.0 does not fit SPI 0.2.0"), said);
        assertTrue(said.contains("its range >=0.1.0 & <0.2.0 leaves that SPI out"), said);
        assertTrue(
                said.contains(
                        "io.trunkline.plugins.example.ExamplePlugin uses class io.trunkline.spi.Permission, which"
                                + " this SPI does not have"),
                said);
    }

    @Test
    void whatIsNoSpiAndNoPluginIsSaid() throws IOException {
        var text = Files.writeString(folder.resolve("some.txt"), "nothing").toString();
        refused("some.txt is no jar", "--spi", text, released);
        refused("some.txt is no zip", "--spi", spi.toString(), text);
        var cut = Files.writeString(folder.resolve("cut.zip"), "PK").toString();
        refused("cut.zip is no zip", cut);
        var none = folder.resolve("none.zip").toString();
        refused("There is no file " + none + ".", none);
        refused("There is no file none.jar.", "--spi", "none.jar", released);
        refused(folder + " is not a file.", folder.toString());
        refused("Say what", "--api", spi.toString(), released);
    }

    @Test
    void onlyAZipNeedsNoServer() {
        assertTrue(CheckCommand.isOfZip(List.of("check", "some.zip")));
        assertTrue(CheckCommand.isOfZip(List.of("check", "--spi", "a.jar,b.jar", "some.zip")));
        assertFalse(CheckCommand.isOfZip(List.of("check", "--spi", "a.jar")));
        assertFalse(CheckCommand.isOfZip(List.of("check")));
        assertFalse(CheckCommand.isOfZip(List.of("install", "some.zip")));
    }

    private void refused(String reason, String... words) {
        var refused = assertThrows(StandaloneException.class, () -> said(0, words));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private String said(int expected, String... words) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertEquals(
                expected,
                new CheckCommand(out).ofZip(List.of(words), () -> new PartnerKit.Spi(spi, screens)),
                said::toString);
        return said.toString(StandardCharsets.UTF_8);
    }
}
