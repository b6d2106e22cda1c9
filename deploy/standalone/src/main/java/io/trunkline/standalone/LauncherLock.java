package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Held by the one launcher of a home; the system lets go of it however the launcher ends.
final class LauncherLock implements AutoCloseable {
    private final FileChannel channel;
    private final Path record;

    private LauncherLock(FileChannel channel, Path record) {
        this.channel = channel;
        this.record = record;
    }

    /// Takes the lock and writes down this process.
    ///
    /// @throws StandaloneException when another launcher holds it
    static LauncherLock take(Home home, int httpPort) {
        var record = Part.recordFile(home, "launcher");
        try {
            var channel =
                    FileChannel.open(
                            home.run().resolve("launcher.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new StandaloneException(alreadyRunning(record));
            }
            ProcessRecord.of(ProcessHandle.current(), httpPort).write(record);
            return new LauncherLock(channel, record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String alreadyRunning(Path record) {
        return ProcessRecord.read(record)
                .map(launcher ->
                        "Trunkline is already running (process %d): http://localhost:%d. ./trunkline stop ends it."
                                .formatted(launcher.pid(), launcher.port()))
                .orElse("Trunkline is just being started by another launcher.");
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                Files.deleteIfExists(record);
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
