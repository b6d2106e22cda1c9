package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What is written down about a started process, so that a later launcher can tell it from a
/// stranger that was given the same process number.
///
/// @param started as the operating system tells it
/// @param port where it listens, 0 for none
record ProcessRecord(long pid, Instant started, int port) {
    /// The system tells start times relative to its boot, whose own time moves with the clock.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    static ProcessRecord of(ProcessHandle process, int port) {
        return new ProcessRecord(
                process.pid(), process.info().startInstant().orElse(Instant.EPOCH), port);
    }

    static Optional<ProcessRecord> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
            return Optional.of(
                    new ProcessRecord(
                            Long.parseLong(properties.getProperty("pid")),
                            Instant.ofEpochMilli(Long.parseLong(properties.getProperty("started"))),
                            Integer.parseInt(properties.getProperty("port"))));
        } catch (IOException | NumberFormatException e) {
            // A record half written by a dying launcher says nothing.
            return Optional.empty();
        }
    }

    void write(Path file) {
        try {
            Files.writeString(
                    file,
                    "pid=%d%nstarted=%d%nport=%d%n".formatted(pid, started.toEpochMilli(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Finds the process, when it still runs and is the one written down.
    ///
    /// @param home must occur in its command line where the system shows that
    Optional<ProcessHandle> running(Path home) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::startedThen)
                .filter(process ->
                        process.info()
                                .commandLine()
                                .map(line -> line.contains(home.toString()))
                                .orElse(true));
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, started).abs().compareTo(CLOCK_TOLERANCE) < 0)
                .orElse(false);
    }

    /// Ends a process in order, then by force.
    static void end(ProcessHandle process, String orderlySignal, Duration grace) {
        signal(process, orderlySignal);
        if (endsWithin(process, grace)) {
            return;
        }
        process.destroyForcibly();
        if (!endsWithin(process, Duration.ofSeconds(10))) {
            throw new StandaloneException("Process " + process.pid() + " does not end.");
        }
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean endsWithin(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
