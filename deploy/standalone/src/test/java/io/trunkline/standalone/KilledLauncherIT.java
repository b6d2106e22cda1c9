package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The launcher as a process of its own, as `./trunkline run` starts it.
class KilledLauncherIT {
    private final Home home = new Home(SharedStack.project(), Path.of("target", "killed-launcher"));
    private final Ports ports = Ports.free();

    @AfterEach
    void stop() throws Exception {
        run("stop").waitFor();
    }

    @Test
    void aKilledLauncherLeavesNothingBehindAndTheNextOneKeepsTheData() throws Exception {
        Home.delete(home.root());
        var first = launch();
        var parts = Part.NAMES.stream().map(this::pid).toList();
        var token = Tokens.member(keycloak(), "zhengzhou", "supervisor");
        assertFalse(token.isEmpty());

        assertEquals(1, run("run").waitFor(), "a second launcher says that one is running");

        first.destroyForcibly().waitFor();
        assertTrue(within(Duration.ofSeconds(30), () -> parts.stream().noneMatch(this::isAlive)));

        var second = launch();
        assertNotEquals(parts, Part.NAMES.stream().map(this::pid).toList());
        assertFalse(Tokens.member(keycloak(), "zhengzhou", "supervisor").isEmpty());
        assertEquals(0, run("status").waitFor());

        // Killed with its guards: only what is written down tells the next launcher.
        var orphan = pid("postgres");
        killGuards();
        second.destroyForcibly().waitFor();
        assertTrue(isAlive(orphan));

        var third = launch();
        assertFalse(isAlive(orphan));
        assertNotEquals(orphan, pid("postgres"));

        assertEquals(0, run("stop").waitFor());
        assertTrue(third.waitFor(30, TimeUnit.SECONDS));
        assertEquals(3, run("status").waitFor());
    }

    private Process launch() throws IOException {
        var output = home.root().resolveSibling("killed-launcher.log");
        var launcher = run("run");
        var started =
                within(
                        Duration.ofMinutes(4),
                        () -> !launcher.isAlive() || Logs.tail(output, 3).contains("Ctrl-C"));
        assertTrue(started && launcher.isAlive(), Logs.tail(output, 30));
        return launcher;
    }

    private Process run(String command) throws IOException {
        var output = home.root().resolveSibling("killed-launcher.log");
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dtrunkline.project=" + home.project(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.trunkline.standalone.Main",
                                command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        var environment = builder.environment();
        environment.put("TRUNKLINE_HOME", home.root().toString());
        environment.put("TRUNKLINE_DEMO", "no");
        environment.put("TRUNKLINE_HTTP_PORT", Integer.toString(ports.http()));
        environment.put("TRUNKLINE_MANAGEMENT_PORT", Integer.toString(ports.management()));
        environment.put("TRUNKLINE_KEYCLOAK_PORT", Integer.toString(ports.keycloak()));
        environment.put("TRUNKLINE_POSTGRES_PORT", Integer.toString(ports.postgres()));
        return builder.start();
    }

    private URI keycloak() {
        return URI.create("http://localhost:" + ports.keycloak());
    }

    private long pid(String part) {
        return ProcessRecord.read(Part.recordFile(home, part)).orElseThrow().pid();
    }

    private boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /// The watchers that guard.sh left behind, found by the home in their command line.
    private void killGuards() {
        ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains("guard"))
                .filter(process -> commandLine(process).contains(home.root().toString()))
                .filter(process -> commandLine(process).startsWith("sh\0"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean within(Duration time, BooleanSupplier condition) {
        var end = Instant.now().plus(time);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            Pause.milliseconds(200);
        }
        return true;
    }
}
