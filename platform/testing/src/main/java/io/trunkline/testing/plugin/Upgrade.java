package io.trunkline.testing.plugin;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.trunkline.testing.identity.TestTokens;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// From the release before to the plugin under test and back, as an operator does it: the one came
/// with the server, the other is installed, signed, and used.
record Upgrade(ReleaseBefore before, TestedPlugin tested) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORK = "trunkline.testing.upgrade";

    Upgrade {
        if (!before.plugin().id().equals(tested.id())) {
            throw new IllegalStateException(before.zip() + " is a release of another plugin");
        }
        if (version(before.plugin()).equals(version(tested))) {
            throw new IllegalStateException(
                    "%s is released: raise the plugin's version".formatted(version(tested)));
        }
    }

    /// What the platform is started with.
    Map<String, String> config() {
        Path work = work();
        return Map.of(
                "trunkline.plugins.folder", work.resolve("bundled").toString(),
                "trunkline.plugins.trusted", work.resolve("trusted").toString());
    }

    /// The same for all platforms that are started in this process: they share a database.
    private Path work() {
        String known = System.getProperty(WORK);
        if (known != null) {
            return Path.of(known);
        }
        try {
            Path work = filled(Files.createTempDirectory("upgrade"));
            System.setProperty(WORK, work.toString());
            return work;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path filled(Path work) throws IOException, GeneralSecurityException {
        Path bundled = Files.createDirectory(work.resolve("bundled"));
        Files.copy(before.zip(), bundled.resolve(before.zip().getFileName().toString()));
        Path trusted = Files.createDirectory(work.resolve("trusted"));
        Publisher publisher = Publisher.named("Plugin under test");
        publisher.publish(trusted, "publisher");
        Files.move(publisher.signed(packed(work)), work.resolve("tested.zip"));
        return work;
    }

    /// As the build packs it, which it does after the tests.
    private static Path packed(Path work) throws IOException {
        Path file = work.resolve("unsigned.zip");
        Path target = Objects.requireNonNull(TestedPlugin.CLASSES.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String folder : new String[] {"classes", "lib"}) {
                add(zip, target, target.resolve(folder));
            }
        }
        return file;
    }

    private static void add(ZipOutputStream zip, Path target, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = target.relativize(file);
                boolean manifest = name.equals(Path.of("classes", "plugin.properties"));
                zip.putNextEntry(new ZipEntry(manifest ? "plugin.properties" : name.toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /// Lets the plugin under test serve, if it does not yet.
    ///
    /// @throws IllegalStateException with the reason when the platform refuses it
    void toTested() {
        if (version(tested).equals(serving())) {
            return;
        }
        operator()
                .multiPart("file", work().resolve("tested.zip").toFile(), "application/zip")
                .post(path("/releases"))
                .then()
                .statusCode(201);
        use(tested);
    }

    /// Lets the release before serve again, on the tables as they are now.
    void toBefore() {
        operator().post(path("/" + tested.id() + "/roll-back")).then().statusCode(204);
        await(before.plugin());
    }

    private void use(TestedPlugin plugin) {
        operator()
                .contentType("application/json")
                .body(Map.of("version", version(plugin)))
                .put(path("/" + plugin.id()))
                .then()
                .statusCode(204);
        await(plugin);
    }

    private void await(TestedPlugin plugin) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!version(plugin).equals(serving())) {
            String reason = node("reason");
            if (reason != null) {
                throw new IllegalStateException(
                        "%s %s is refused: %s".formatted(plugin.id(), version(plugin), reason));
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(version(plugin) + " does not serve");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private @Nullable String serving() {
        return node("version");
    }

    private @Nullable String node(String field) {
        JsonPath plugins = operator().get(path("")).then().statusCode(200).extract().jsonPath();
        return plugins.getString(
                "items.find { it.id == '%s' }?.nodes?.getAt(0)?.%s".formatted(tested.id(), field));
    }

    private static RequestSpecification operator() {
        return RestAssured.given().auth().oauth2(TestTokens.operator());
    }

    /// With the address, which is not told to the tests' client yet while a test is made.
    private static String path(String rest) {
        return ConfigProvider.getConfig().getValue("test.url", String.class)
                + "/api/v1/operator/plugins"
                + rest;
    }

    private static String version(TestedPlugin plugin) {
        return plugin.value("plugin.version");
    }
}
