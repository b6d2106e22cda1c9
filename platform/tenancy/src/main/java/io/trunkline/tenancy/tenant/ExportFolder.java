package io.trunkline.tenancy.tenant;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/// Where the zips of whole tenants lie: for nobody else on the machine, and not for long, since
/// everything of a company is in one.
final class ExportFolder {

    private static final Logger LOG = Logger.getLogger(ExportFolder.class);

    /// As [#path] names them. Nothing else in the folder is ours to remove.
    private static final String OURS = "*-[0-9]*.zip";

    private final Path folder;
    private final Duration kept;

    ExportFolder(Path folder, Duration kept) {
        this.folder = folder;
        this.kept = kept;
    }

    Path path(TenantExport export) {
        return folder.resolve(export.tenant() + "-" + export.id() + ".zip");
    }

    void make() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("%s could not be removed: %s", file, e.getMessage());
        }
    }

    /// Removes what was not written to for longer than it is kept: finished ones, and halves that a
    /// killed process left.
    void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant oldest = Instant.now().minus(kept);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, OURS)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    discard(file);
                }
            }
        } catch (IOException e) {
            LOG.warnf("Old exports in %s are removed later: %s", folder, e.getMessage());
        }
    }
}
