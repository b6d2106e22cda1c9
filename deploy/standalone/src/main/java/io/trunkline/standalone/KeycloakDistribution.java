package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;

/// Keycloak's programs: unpacked and built for PostgreSQL once, used by every installation of this
/// source tree. What differs between installations is given at start.
final class KeycloakDistribution {
    private final Home home;
    private final Path zip;

    KeycloakDistribution(Home home) {
        this.home = home;
        this.zip = home.project().resolve("deploy/standalone/target/keycloak/keycloak.zip");
    }

    /// Does nothing when it is done already.
    ///
    /// @param progress told when the long, first preparation begins
    /// @return the folder with `lib/quarkus-run.jar`
    Path prepare(Progress progress) {
        var folder = home.programs().resolve("keycloak");
        var done = folder.resolve(".built");
        var source = source();
        try (var channel =
                        FileChannel.open(
                                home.programs().resolve("keycloak.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.exists(done) || !Files.readString(done).equals(source)) {
                progress.step("Preparing Keycloak, once (a minute or two)");
                unpack(folder);
                build(folder);
                Files.writeString(done, source);
                progress.done();
            }
            installTheme(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void installTheme(Path folder) throws IOException {
        var changed =
                Home.mirror(
                        home.project().resolve("deploy/keycloak/themes/trunkline"),
                        folder.resolve("themes/trunkline"));
        if (changed) {
            // Keycloak keeps compressed copies of what it has served, and never looks again.
            Home.delete(folder.resolve("data/tmp/kc-gzip-cache"));
        }
    }

    /// Command line up to Keycloak's own arguments.
    static List<String> java(Path folder, List<String> jvmOptions) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvmOptions);
        line.addAll(
                List.of(
                        "-Dfile.encoding=UTF-8",
                        "-Duser.language=en",
                        "-Duser.country=US",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dkc.home.dir=" + folder,
                        "-Djboss.server.config.dir=" + folder.resolve("conf"),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dpicocli.disable.closures=true",
                        "-Dquarkus-log-max-startup-records=10000",
                        "-cp",
                        folder.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return line;
    }

    private String source() {
        try {
            return "%d %s".formatted(Files.size(zip), home.programs());
        } catch (IOException e) {
            throw new StandaloneException("Keycloak's archive is missing: build first.", e);
        }
    }

    private void unpack(Path folder) throws IOException {
        Home.delete(folder);
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                // The archive has one folder at its top, named after the version.
                var name = Path.of(entry.getName());
                var target =
                        name.getNameCount() == 1
                                ? folder
                                : folder.resolve(name.subpath(1, name.getNameCount())).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("Entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
    }

    private void build(Path folder) throws IOException {
        var line = java(folder, List.of("-Xmx1g"));
        line.addAll(List.of("build", "--db=postgres", "--cache=local"));
        var log = home.log("keycloak-build");
        var process =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new StandaloneException("Keycloak cannot be built:\n" + Logs.tail(log, 20));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
