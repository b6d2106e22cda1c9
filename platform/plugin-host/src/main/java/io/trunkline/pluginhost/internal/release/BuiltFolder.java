package io.trunkline.pluginhost.internal.release;

import io.trunkline.plugincheck.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder in which a developer builds a plugin again and again while the server runs.
final class BuiltFolder {

    private final Candidate.BuildFolder folder;
    private Release last;
    private long lastStamp;
    private long seenStamp;
    private int builds;

    /// @param first as it was read at the start
    BuiltFolder(Candidate.BuildFolder folder, Release first) {
        this.folder = folder;
        this.last = first;
        this.lastStamp = folder.stamp();
        this.seenStamp = lastStamp;
    }

    /// What was built since the last look; empty for nothing, or while it is being built: the same
    /// twice is taken for done.
    ///
    /// @throws RefusedException once for each build that cannot be read
    Optional<Release> again() throws RefusedException {
        long now = folder.stamp();
        boolean settled = now == seenStamp;
        seenStamp = now;
        if (!settled || now == lastStamp) {
            return Optional.empty();
        }
        lastStamp = now;
        Release release = folder.open();
        if (!release.manifest().id().equals(last.manifest().id())) {
            throw new RefusedException("it is another plugin now: " + release.manifest().id());
        }
        last = release;
        builds++;
        return Optional.of(release);
    }

    int builds() {
        return builds;
    }

    /// Of names, sizes and times of all files.
    static long stamp(Path... roots) {
        long stamp = 0;
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        stamp = 31 * stamp + file.hashCode();
                        stamp = 31 * stamp + Files.size(file);
                        stamp = 31 * stamp + Files.getLastModifiedTime(file).toMillis();
                    }
                } catch (IOException | UncheckedIOException e) {
                    // Files come and go while it is being built: it differs at the next look.
                    stamp = 31 * stamp + System.nanoTime();
                }
            }
        }
        return stamp;
    }
}
