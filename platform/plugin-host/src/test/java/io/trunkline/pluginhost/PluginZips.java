package io.trunkline.pluginhost;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.config.WithDefault;
import io.trunkline.spi.TrunklinePlugin;
import io.trunkline.testing.TestTenants;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/// Compiles the plugins of `src/test/plugins` into zips, the bad ones included, before the platform
/// starts.
public class PluginZips implements QuarkusTestResourceLifecycleManager {

    /// Certificates of trusted publishers.
    static final Path TRUSTED = folder("trusted");

    /// Where the plugin `delta` is built, as its developer does.
    static final Path BUILT = folder("built").resolve("target/classes");

    /// Argument: how many tenants there are to be, the two of every test included.
    static final String TENANTS = "tenants";

    /// Argument: how often the node looks for what is wanted; never by itself without.
    static final String POLL = "poll";

    static final int MOST_STUCK = 3;

    /// Argument: whether the product's usual limits hold, in place of ones that are soon reached.
    static final String USUAL_LIMITS = "usual-limits";

    private static final Path SOURCES = Path.of("src/test/plugins");

    private static final Map<String, String> LIMITS =
            Map.ofEntries(
                    Map.entry("trunkline.plugins.call-limit", "1500ms"),
                    Map.entry("trunkline.plugins.stuck-after", "500ms"),
                    Map.entry("trunkline.plugins.screen-stuck-after", "1s"),
                    Map.entry("trunkline.plugins.most-stuck", Integer.toString(MOST_STUCK)),
                    Map.entry("trunkline.plugins.pool-size", "4"),
                    Map.entry("trunkline.plugins.pool-wait", "300ms"),
                    Map.entry("trunkline.plugins.answer-limit", "1000000"),
                    Map.entry("trunkline.plugins.concurrency", "4"),
                    Map.entry("trunkline.plugins.metered-tenants", "1"),
                    Map.entry("trunkline.plugins.concurrency-wait", "200ms"),
                    Map.entry("trunkline.plugins.trip-wait", "1s"));

    private int tenants = TestTenants.BOTH.size();
    private String poll = "0s";
    private boolean usualLimits;

    @Override
    public void init(Map<String, String> arguments) {
        usualLimits = Boolean.parseBoolean(arguments.get(USUAL_LIMITS));
        poll = arguments.getOrDefault(POLL, poll);
        tenants = Integer.parseInt(arguments.getOrDefault(TENANTS, Integer.toString(tenants)));
    }

    @Override
    public Map<String, String> start() {
        try {
            build(Path.of("src/test/builds/delta"));
            Path folder = Files.createTempDirectory("plugin-zips");
            try (Stream<Path> plugins = Files.list(SOURCES)) {
                for (Path plugin : plugins.sorted().toList()) {
                    zip(plugin, folder.resolve(plugin.getFileName() + ".zip"));
                }
            }
            Files.writeString(folder.resolve("garbage.zip"), "this is no zip");
            try (ZipOutputStream zip = open(folder.resolve("no-manifest.zip"))) {
                zip.putNextEntry(new ZipEntry("readme.txt"));
            }
            try (ZipOutputStream zip = open(folder.resolve("slip.zip"))) {
                copy(zip, SOURCES.resolve("beta/plugin.properties"), "plugin.properties");
                zip.putNextEntry(new ZipEntry("classes/../../../outside.txt"));
            }
            Map<String, String> settings = new HashMap<>(usualLimits ? usual() : LIMITS);
            settings.put("trunkline.plugins.folder", folder.toString());
            settings.put("trunkline.plugins.development", BUILT.toString());
            settings.put("trunkline.plugins.trusted", TRUSTED.toString());
            settings.put("trunkline.plugins.poll-interval", poll);
            settings.put("trunkline.tenants.folder", tenantFiles().toString());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Said again, since what the other classes ask for holds in all of them.
    private static Map<String, String> usual() {
        Map<String, String> usual = new HashMap<>();
        for (Method limit : PluginsConfig.class.getMethods()) {
            String name = limit.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (LIMITS.containsKey("trunkline.plugins." + name)) {
                usual.put(
                        "trunkline.plugins." + name,
                        limit.getAnnotation(WithDefault.class).value());
            }
        }
        return usual;
    }

    /// The test tenants with the plugins of these tests: `alpha` in both, `beta` in one.
    private Path tenantFiles() throws IOException {
        Path folder = Files.createTempDirectory("plugin-tenants");
        Path files = Files.createDirectory(folder.resolve("tenants"));
        for (String tenant : TestTenants.BOTH) {
            String given =
                    Files.readString(TestTenants.folder().resolve("tenants/" + tenant + ".yaml"));
            String more =
                    tenant.equals(TestTenants.ACME)
                            ? "  alpha: {settings: {most: 3, least: 99}}\n  beta: {}\n  gamma: {}\n  delta: {}\n  epsilon: {}\n  zeta: {}\n  hostile: {}\n"
                            : "  alpha: {}\n  beta: {enabled: false}\n  gamma: {}\n  epsilon: {}\n  zeta: {}\n  hostile: {}\n";
            Files.writeString(files.resolve(tenant + ".yaml"), given + more);
            for (int nth = 0; tenant.equals(TestTenants.ACME) && nth < tenants - 2; nth++) {
                String key = city(nth);
                Files.writeString(
                        files.resolve(key + ".yaml"),
                        (given + "  gamma: {}\n").replace("acme", key).replace("Acme", key));
            }
        }
        return folder;
    }

    /// Key of one of the further tenants.
    static String city(int nth) {
        return "city%02d".formatted(nth);
    }

    /// After the resource that names the tenants' usual folder.
    @Override
    public int order() {
        return 10;
    }

    /// Compiles into [#BUILT].
    static void build(Path plugin) throws IOException {
        Files.createDirectories(BUILT);
        compile(plugin, BUILT);
        Files.copy(
                plugin.resolve("plugin.properties"),
                BUILT.resolve("plugin.properties"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// A release of `src/test/releases`, as its developer built it.
    static Path release(String name) throws IOException {
        Path zip = folder("release").resolve(name + ".zip");
        zip(Path.of("src/test/releases", name), zip);
        return zip;
    }

    /// One of `src/test/plugins` apart from what came with the server.
    static Path bundled(String name) throws IOException {
        Path zip = folder("bundled").resolve(name + ".zip");
        zip(SOURCES.resolve(name), zip);
        return zip;
    }

    private static Path folder(String name) {
        try {
            return Files.createTempDirectory("plugin-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void zip(Path plugin, Path target) throws IOException {
        Path classes = Files.createTempDirectory("plugin-classes");
        compile(plugin, classes);
        try (ZipOutputStream zip = open(target)) {
            copy(zip, plugin.resolve("plugin.properties"), "plugin.properties");
            if (Files.exists(plugin.resolve("CHANGELOG.md"))) {
                copy(zip, plugin.resolve("CHANGELOG.md"), "CHANGELOG.md");
            }
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.endsWith("Library.class")) {
                        copy(zip, file, "classes/" + classes.relativize(file));
                    }
                }
            }
            try (Stream<Path> files = Files.walk(plugin)) {
                for (Path file : files.filter(PluginZips::isResource).toList()) {
                    copy(zip, file, "classes/" + plugin.relativize(file));
                }
            }
        }
    }

    /// Against the SPI, or what its folder `spi` has of one.
    private static void compile(Path plugin, Path classes) throws IOException {
        String other = "";
        if (Files.isDirectory(plugin.resolve("spi"))) {
            Path spi = folder("spi");
            compile(plugin.resolve("spi"), spi);
            other = spi + ":";
        }
        try (Stream<Path> files = Files.list(plugin)) {
            List<String> sources =
                    files.map(Path::toString).filter(name -> name.endsWith(".java")).toList();
            String classPath = other + jar(TrunklinePlugin.class) + ":" + jar(NullMarked.class);
            var arguments =
                    Stream.concat(
                            Stream.of("-proc:none", "-d", classes.toString(), "-cp", classPath),
                            sources.stream());
            int result =
                    ToolProvider.getSystemJavaCompiler()
                            .run(null, null, null, arguments.toArray(String[]::new));
            if (result != 0) {
                throw new IllegalStateException(plugin + " does not compile");
            }
        }
    }

    private static String jar(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }

    private static boolean isResource(Path file) {
        return Files.isRegularFile(file)
                && !file.toString().endsWith(".java")
                && !file.endsWith("CHANGELOG.md")
                && !file.endsWith("plugin.properties");
    }

    private static ZipOutputStream open(Path target) throws IOException {
        OutputStream out = Files.newOutputStream(target);
        return new ZipOutputStream(out);
    }

    private static void copy(ZipOutputStream zip, Path file, String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    @Override
    public void stop() {}
}
