package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A running process of the stack. It ends with the launcher, however that ends (`guard.sh`).
final class Part {
    /// Parts in the order in which they are started.
    static final List<String> NAMES = List.of("postgres", "keycloak", "server");

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path record;
    private final Path log;

    private Part(String name, Process process, Path record, Path log) {
        this.name = name;
        this.process = process;
        this.record = record;
        this.log = log;
    }

    /// How to start a part.
    ///
    /// @param orderly signal for an orderly end
    /// @param hard signal when the orderly one did not help
    record Command(
            List<String> line,
            Map<String, String> environment,
            int port,
            String orderly,
            String hard) {

        static Command java(List<String> line, Map<String, String> environment, int port) {
            return new Command(line, environment, port, "TERM", "KILL");
        }
    }

    static Part start(Home home, String name, Command command) {
        var line = new ArrayList<String>();
        // A session of its own: Ctrl-C reaches the launcher alone, which ends the parts in order.
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            line.add("setsid");
        }
        line.addAll(List.of("sh", "-c", guard(), "guard", command.orderly(), command.hard()));
        line.add(Long.toString(GRACE.toSeconds()));
        line.addAll(command.line());
        var log = home.log(name);
        try {
            rotate(log);
            var builder =
                    new ProcessBuilder(line)
                            .directory(home.root().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().putAll(command.environment());
            var process = builder.start();
            var record = recordFile(home, name);
            ProcessRecord.of(process.toHandle(), command.port()).write(record);
            return new Part(name, process, record, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path recordFile(Home home, String name) {
        return home.run().resolve(name + ".process");
    }

    /// Ends what a launcher that was killed left behind.
    static void endOrphan(Home home, String name) {
        var file = recordFile(home, name);
        ProcessRecord.read(file)
                .flatMap(record -> record.running(home.root()))
                .ifPresent(process -> ProcessRecord.end(process, orphanSignal(name), GRACE));
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String orphanSignal(String name) {
        return name.equals("postgres") ? "INT" : "TERM";
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /// Passes while the process runs.
    ///
    /// @throws StandaloneException with the end of the log when it does not
    void requireAlive() {
        if (!process.isAlive()) {
            throw new StandaloneException(
                    "%s ended while starting (exit code %d). Last lines of %s:%n%s"
                            .formatted(name, process.exitValue(), log, Logs.tail(log, 15)));
        }
    }

    /// Ends the process in order; by force when it does not.
    void stop() {
        try {
            // What the guard waits for.
            process.getOutputStream().close();
            if (!process.waitFor(GRACE.toSeconds() + 5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the process at once, as a crash would.
    void kill() {
        try {
            process.destroyForcibly().waitFor();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Keeps the log of the start before, where the reason of a crash stands.
    private static void rotate(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(
                    log,
                    log.resolveSibling(log.getFileName() + ".1"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String guard() {
        try (var in = Part.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new IllegalStateException("guard.sh is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
