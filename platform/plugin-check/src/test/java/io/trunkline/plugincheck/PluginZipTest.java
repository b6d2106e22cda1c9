package io.trunkline.plugincheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A plugin built for one SPI is held against another: each thing that would be an error while it
/// runs is named, and nothing else.
final class PluginZipTest {

    private static final String MANIFEST =
            """
            plugin.id=partner
            plugin.version=1.2.0
            plugin.requires=>=1.0.0 & <2.0.0
            plugin.class=partner.Partner
            """;

    private static final String PLUGIN =
            "package io.trunkline.spi; public interface TrunklinePlugin { default String name() { return \"\"; } }";
    private static final String HANDLER =
            "package io.trunkline.spi; public interface Handler { String handle(String text); }";
    private static final String PERMISSION =
            "package io.trunkline.spi; public class Permission { public static final Permission ALL = new Permission();"
                    + " public final String key = \"\".strip(); public Permission() {} public void use() {}"
                    + " public static void all() {} }";
    private static final String PAGE =
            "package io.trunkline.spi; public abstract class Page { protected void show(String text) {} public void hide() {} }";

    private static final String PARTNER =
            """
            package partner;
            import io.trunkline.spi.*;
            public class Partner extends Page implements TrunklinePlugin {
                Handler lambda = text -> text;
                @Override public void hide() {}
                void run(Permission one) {
                    show(lambda.handle(name()));
                    one.use();
                    Permission.all();
                    System.out.println(Permission.ALL.key.length() + new Permission().hashCode());
                }
            }
            """;

    @Test
    void fitsWhatItWasBuiltForAndWhatOnlyHasMore() throws Exception {
        assertEquals(List.of(), broken(PLUGIN, HANDLER, PERMISSION, PAGE));
        assertEquals(
                List.of(),
                broken(
                        PLUGIN.replace(
                                "interface TrunklinePlugin {",
                                "interface TrunklinePlugin { default int more() { return 1; }"),
                        HANDLER.replace("{ String", "{ default int more() { return 1; } String"),
                        PERMISSION.replace(
                                "public void use", "public void use(int more) {} public void use"),
                        PAGE.replace(
                                "public void hide",
                                "protected final void more() {} public void hide")));
    }

    @Test
    void namesMembersThatAreGone() throws Exception {
        assertEquals(
                List.of(
                        "partner.Partner uses io.trunkline.spi.Permission.<init>(), which this SPI does not have",
                        "partner.Partner uses io.trunkline.spi.Permission.ALL, which this SPI does not have",
                        "partner.Partner uses io.trunkline.spi.Permission.use(), which this SPI does not have"),
                broken(
                        PLUGIN,
                        HANDLER,
                        "package io.trunkline.spi; public class Permission { public final String key = \"\".strip();"
                                + " public Permission(int depth) {} public void use(int depth) {} public static void all() {} }",
                        PAGE));
    }

    /// The compiler names the plugin's own class where it calls what that inherits.
    @Test
    void namesWhatItInherited() throws Exception {
        assertEquals(
                List.of(
                        "partner.Partner uses partner.Partner.name(), which this SPI does not have",
                        "partner.Partner uses partner.Partner.show(String), which this SPI does not have"),
                broken(
                        "package io.trunkline.spi; public interface TrunklinePlugin {}",
                        HANDLER,
                        PERMISSION,
                        "package io.trunkline.spi; public abstract class Page { public void hide() {} }"));
    }

    @Test
    void namesClassesThatAreGoneOrClosed() throws Exception {
        assertEquals(
                List.of(
                        "partner.Partner uses class io.trunkline.spi.Handler, which this SPI keeps to itself",
                        "partner.Partner uses class io.trunkline.spi.Permission, which this SPI does not have"),
                broken(PLUGIN, HANDLER.replace("public interface", "interface"), PAGE));
    }

    @Test
    void namesWhatIsAskedOfItsClassesAndLambdas() throws Exception {
        assertEquals(
                List.of(
                        "partner.Partner lacks io.trunkline.spi.Handler.more(), which this SPI asks for",
                        "partner.Partner lacks io.trunkline.spi.Page.draw(), which this SPI asks for",
                        "partner.Partner lacks io.trunkline.spi.TrunklinePlugin.id(), which this SPI asks for"),
                broken(
                        PLUGIN.replace("Plugin {", "Plugin { String id();"),
                        HANDLER.replace("{ String", "{ void more(); String"),
                        PERMISSION,
                        PAGE.replace("Page {", "Page { public abstract void draw();")));
        assertEquals(
                List.of(
                        "partner.Partner lacks io.trunkline.spi.Handler.handle(String, int), which this SPI asks for",
                        "partner.Partner uses io.trunkline.spi.Handler.handle(String), which this SPI does not have"),
                broken(PLUGIN, HANDLER.replace("text)", "text, int depth)"), PERMISSION, PAGE));
    }

    @Test
    void namesWhatChangedItsKindIsFinalOrClosed() throws Exception {
        assertEquals(
                List.of(
                        "partner.Partner extends or overrides io.trunkline.spi.Page.hide(), which is final in this SPI",
                        "partner.Partner uses io.trunkline.spi.Handler.handle(String), which is of another kind in this SPI",
                        "partner.Partner uses io.trunkline.spi.Permission.all(), which is of another kind in this SPI",
                        "partner.Partner uses io.trunkline.spi.Permission.key, which this SPI keeps to itself"),
                broken(
                        PLUGIN,
                        "package io.trunkline.spi; public abstract class Handler { public abstract String handle(String text); }",
                        PERMISSION
                                .replace("static void", "void")
                                .replace("public final String", "final String"),
                        PAGE.replace("public void hide", "public final void hide")));
        assertEquals(
                List.of(
                        "partner.Partner extends or overrides class io.trunkline.spi.Page, which is final in this SPI"),
                broken(PLUGIN, HANDLER, PERMISSION, PAGE.replace("abstract", "final")));
    }

    @Test
    void looksIntoItsLibrariesForTheSpiAlone() throws Exception {
        Compiled old = Compiled.spi("1.0.0", PLUGIN, HANDLER, PERMISSION, PAGE);
        Compiled elsewhere = Compiled.of(List.of(), "package optional; public class Optional {}");
        Compiled library =
                Compiled.of(
                        List.of(old, elsewhere),
                        "package library; public class Shared { public static void run() { io.trunkline.spi.Permission.all(); } }",
                        "package library; public class Rare extends optional.Optional {}");
        Compiled plugin =
                Compiled.of(
                        List.of(old, library),
                        "package partner; public class Partner implements io.trunkline.spi.TrunklinePlugin {"
                                + " void run() { library.Shared.run(); } }");
        SpiJars less = spi(Compiled.spi("1.1.0", PLUGIN));
        assertEquals(
                List.of(
                        "library.Shared uses class io.trunkline.spi.Permission, which this SPI does not have"),
                words(PluginZip.check(plugin.plugin(MANIFEST, library), less)));
        assertEquals(
                List.of(
                        "partner.Partner needs class library.Shared, which is neither in the plugin nor shown by the platform"),
                words(PluginZip.check(plugin.plugin(MANIFEST), less)));
    }

    @Test
    void namesWhatNoPlatformWouldTake() throws Exception {
        Compiled spi = Compiled.spi("1.0.0", PLUGIN);
        Compiled plugin =
                Compiled.of(
                        List.of(spi),
                        "package partner; public class Partner implements io.trunkline.spi.TrunklinePlugin {"
                                + " void run() { System.exit(1); } }");
        assertEquals(
                List.of("partner.Partner uses java.lang.System.exit (the process is everybody's)"),
                words(PluginZip.check(plugin.plugin(MANIFEST), spi(spi))));
    }

    @Test
    void tellsTheRangeApartFromTheByteCode() throws Exception {
        Path zip = built();
        Fit later =
                PluginZip.check(zip, spi(Compiled.spi("2.0.0", PLUGIN, HANDLER, PERMISSION, PAGE)));
        assertTrue(later.excluded());
        assertEquals(List.of(), later.broken());
        assertFalse(later.fits());
        assertTrue(
                PluginZip.check(zip, spi(Compiled.spi("1.9.0", PLUGIN, HANDLER, PERMISSION, PAGE)))
                        .fits());
    }

    @Test
    void namesAnEntryClassThatIsNotThere() throws Exception {
        Compiled spi = Compiled.spi("1.0.0", PLUGIN);
        Compiled plugin = Compiled.of(List.of(spi), "package partner; public class Other {}");
        assertEquals(
                List.of(
                        "plugin.properties needs class partner.Partner, which is neither in the plugin nor shown by"
                                + " the platform"),
                words(PluginZip.check(plugin.plugin(MANIFEST), spi(spi))));
    }

    @Test
    void refusesWhatIsNoSpi() throws Exception {
        Path text = Files.writeString(Files.createTempFile("no", ".jar"), "no jar");
        refused("is no jar", text);
        refused("none of the jars is an SPI", Compiled.of(List.of(), HANDLER).jar());
        refused("states no version", Compiled.spi("soon", PLUGIN).jar());
        Compiled spi = Compiled.spi("1.0.0", PLUGIN);
        refused("two of the jars are an SPI", spi.jar(), Compiled.spi("1.1.0", PAGE).jar());
        refused("as another of the jars has", spi.jar(), Compiled.of(List.of(), PLUGIN).jar());

        Path plugin = spi.classes().resolve("io/trunkline/spi/TrunklinePlugin.class");
        byte[] whole = Files.readAllBytes(plugin);
        Files.write(plugin, Arrays.copyOf(whole, whole.length / 2));
        refused("cannot be read", spi.jar());
        Files.write(plugin, "no class".getBytes(StandardCharsets.UTF_8));
        refused("cannot be read", spi.jar());
        Files.write(spi.classes().resolve("io/trunkline/spi/Other.class"), whole);
        Files.delete(plugin);
        refused("is in truth the class io.trunkline.spi.TrunklinePlugin", spi.jar());
        refused("more than 8 jars", new Path[9]);
    }

    @Test
    void refusesWhatIsNoPlugin() throws Exception {
        SpiJars spi = spi(Compiled.spi("1.0.0", PLUGIN));
        Path text = Files.writeString(Files.createTempFile("no", ".zip"), "no zip");
        assertThrows(RefusedException.class, () -> PluginZip.check(text, spi));
        Path jar = Compiled.of(List.of(), HANDLER).jar();
        RefusedException refused =
                assertThrows(RefusedException.class, () -> PluginZip.check(jar, spi));
        assertTrue(refused.reason().contains("has no plugin.properties"), refused.reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new java.util.Scanner(new java.io.File(\"/x\")) | java.util.Scanner (nodes share no files",
                "new java.util.Scanner(java.nio.file.Path.of(\"/x\")) | java.util.Scanner (nodes share",
                "new java.io.PrintWriter(\"/x\") | java.io.PrintWriter (nodes share no files",
                "new java.io.PrintWriter(new java.io.File(\"/x\")) | java.io.PrintWriter (nodes",
                "new java.io.PrintStream(\"/x\", \"UTF-8\") | java.io.PrintStream (nodes share no",
                "new java.util.Formatter(\"/x\") | java.util.Formatter (nodes share no files",
                "new java.io.File(\"/x\").delete() | java.io.File.delete (nodes share no files",
                "new java.util.zip.ZipFile(\"/x\") | java.util.zip.ZipFile (nodes share no files",
                "java.net.URI.create(\"file:/x\").toURL().openStream() | java.net.URL.openStream (it opens",
                "java.net.URI.create(\"file:/x\").toURL().openConnection() | java.net.URL.openConnection (it",
                "java.net.URI.create(\"file:/x\").toURL().getContent() | java.net.URL.getContent (it opens",
                "java.net.http.HttpRequest.BodyPublishers.ofFile(null) | BodyPublishers.ofFile (nodes share",
                "java.nio.file.Path.of(\"/x\").getFileSystem().provider() | java.nio.file.FileSystem.provider",
                "Class.forName(String.class.getModule(), \"x\") | java.lang.Class.forName (the platform's",
                "String.class.getModule() | java.lang.Class.getModule (the platform's classes",
                "getClass().getClassLoader() | java.lang.Class.getClassLoader (the platform's classes",
                "((Module) null).getClassLoader() | java.lang.Module.getClassLoader (the platform's",
                "ModuleLayer.boot() | java.lang.ModuleLayer (the platform's classes",
                "Thread.currentThread().getContextClassLoader() | java.lang.Thread.getContextClassLoader",
                "new java.util.Scanner(\"text\") |",
                "new java.util.Scanner(System.in) |",
                "new java.io.PrintWriter(new java.io.StringWriter()) |",
                "new java.io.PrintStream(new java.io.ByteArrayOutputStream(), true, \"UTF-8\") |",
                "new java.util.Formatter(new StringBuilder()) |",
                "new java.io.File(\"/x\").getName() |",
                "java.net.URI.create(\"https://example.com\").toURL().getHost() |",
                "java.net.http.HttpRequest.BodyPublishers.ofString(\"x\") |",
                "getClass().getResourceAsStream(\"/db/changelog.yaml\") |",
                "Class.forName(\"partner.Partner\") |",
            })
    void namesWhatReachesBeyondAPlugin(String expression, @Nullable String named) throws Exception {
        Compiled spi = Compiled.spi("1.0.0", PLUGIN);
        String plugin =
                "package partner; public class Partner implements io.trunkline.spi.TrunklinePlugin {"
                        + " Object run() throws Exception { return %s; } }";
        Path zip = Compiled.of(List.of(spi), plugin.formatted(expression)).plugin(MANIFEST);
        List<String> words = words(PluginZip.check(zip, spi(spi)));
        if (named == null) {
            assertEquals(List.of(), words);
        } else {
            assertTrue(words.stream().anyMatch(one -> one.contains(named)), words::toString);
        }
    }

    /// A zip of a few kilobytes that would fill the memory.
    @Test
    void refusesWhatUnpacksToMoreThanAPluginMay() throws Exception {
        SpiJars spi = spi(Compiled.spi("1.0.0", PLUGIN, HANDLER, PERMISSION, PAGE));
        int large = 16 * 1024 * 1024 + 1;
        refused(
                "Big.class of some.jar has more than",
                spi,
                "lib/some.jar",
                jar("Big.class", large));
        refused("big/Big.class of classes has more", spi, "classes/big/Big.class", new byte[large]);
        refused("its libraries have more than 100000 entries", spi, "lib/some.jar", manyEntries());
        refused(
                "some.jar it unpacks to more than 536870912 bytes",
                spi,
                "lib/some.jar",
                jar("data.bin", 512 * 1024 * 1024 + 1));
    }

    private static void refused(String reason, SpiJars spi, String entry, byte[] content)
            throws Exception {
        Path plugin = built();
        try (FileSystem zip = FileSystems.newFileSystem(plugin)) {
            Path file = zip.getPath(entry);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
        RefusedException refused =
                assertThrows(RefusedException.class, () -> PluginZip.check(plugin, spi));
        assertTrue(refused.reason().contains(reason), refused.reason());
        Path lib = Files.createTempDirectory("lib");
        if (entry.startsWith("lib/")) {
            Files.write(lib.resolve("some.jar"), content);
            RefusedException alike =
                    assertThrows(
                            RefusedException.class, () -> UnpackedBounds.requireLibraries(lib));
            assertEquals(refused.reason(), alike.reason());
        }
    }

    private static byte[] jar(String name, int size) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            zip.putNextEntry(new ZipEntry(name));
            byte[] nothing = new byte[1024 * 1024];
            for (int left = size; left > 0; left -= nothing.length) {
                zip.write(nothing, 0, Math.min(left, nothing.length));
            }
        }
        return jar.toByteArray();
    }

    private static byte[] manyEntries() throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (int nth = 0; nth <= 100_000; nth++) {
                zip.putNextEntry(new ZipEntry("entry" + nth));
            }
        }
        return jar.toByteArray();
    }

    private static void refused(String reason, Path... jars) {
        RefusedException refused =
                assertThrows(
                        RefusedException.class,
                        () ->
                                SpiJars.read(
                                        Arrays.stream(jars)
                                                .map(jar -> new SpiJars.Jar("spi.jar", jar))
                                                .toList()));
        assertTrue(refused.reason().contains(reason), refused.reason());
    }

    private static Path built() throws IOException {
        Compiled old = Compiled.spi("1.0.0", PLUGIN, HANDLER, PERMISSION, PAGE);
        return Compiled.of(List.of(old), PARTNER).plugin(MANIFEST);
    }

    private static List<String> broken(String... spi) throws Exception {
        return words(PluginZip.check(built(), spi(Compiled.spi("1.1.0", spi))));
    }

    private static SpiJars spi(Compiled spi) throws Exception {
        return SpiJars.read(List.of(SpiJars.Jar.of(spi.jar())));
    }

    private static List<String> words(Fit fit) {
        return fit.broken().stream().map(Break::words).sorted().toList();
    }
}
