package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The server with its plugins. Runs from copies in the home folder, so that a build in the source
/// tree does not pull classes out from under it.
final class Server {
    private final Home home;
    private final int port;
    private final Map<String, String> environment;

    /// @param environment settings of the server, as environment variables
    Server(Home home, Ports ports, Map<String, String> environment) {
        this.home = home;
        this.port = ports.http();
        this.environment = new LinkedHashMap<>(environment);
        this.environment.put("QUARKUS_HTTP_HOST", Ports.LOOPBACK);
        this.environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.environment.put("TRUNKLINE_MANAGEMENT_PORT", Integer.toString(ports.management()));
        this.environment.put("TRUNKLINE_PLUGINS_FOLDER", home.plugins().toString());
        this.environment.putIfAbsent("TRUNKLINE_PLUGINS_TRUSTED", home.trusted().toString());
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    URI readiness() {
        return url().resolve("/q/health/ready");
    }

    /// Takes over what was built since the last start.
    void install() {
        var built = home.project().resolve("deploy/server/target/quarkus-app");
        if (!Files.exists(built.resolve("quarkus-run.jar"))) {
            throw new StandaloneException("The server is not built: run ./mvnw -Dquick package.");
        }
        try {
            Home.mirror(built, home.server());
            installPlugins();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts; does not wait until it answers.
    Part start() {
        return start("server");
    }

    /// @param part what the process is called among those of the home
    Part start(String part) {
        var line =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dtrunkline.home=" + home.root(),
                        "-Dfile.encoding=UTF-8",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        home.server().resolve("quarkus-run.jar").toString());
        return Part.start(home, part, Part.Command.java(line, environment, port));
    }

    private void installPlugins() throws IOException {
        Files.createDirectories(home.plugins());
        Set<Path> wanted = new HashSet<>();
        for (var zip : builtPlugins()) {
            var target = home.plugins().resolve(zip.getFileName());
            Home.copyWhenDifferent(zip, target);
            wanted.add(target);
        }
        try (var files = Files.list(home.plugins())) {
            for (var file : files.filter(file -> file.toString().endsWith(".zip")).toList()) {
                if (!wanted.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private List<Path> builtPlugins() throws IOException {
        try (var files = Files.find(home.project().resolve("plugins"), 3, Server::isPluginZip)) {
            return files.sorted().toList();
        }
    }

    private static boolean isPluginZip(
            Path file, java.nio.file.attribute.BasicFileAttributes attributes) {
        return attributes.isRegularFile()
                && file.toString().endsWith(".zip")
                && file.resolveSibling("").endsWith("target");
    }
}
