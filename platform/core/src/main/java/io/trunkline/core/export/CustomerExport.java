package io.trunkline.core.export;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One file made of a list of customers.
///
/// @param rows customers written so far
/// @param capped whether the list went on after the last customer of the file
/// @param bytes size of the file so far
/// @param expiresAt when the file goes
public record CustomerExport(
        long id,
        Format format,
        State state,
        long rows,
        boolean capped,
        long bytes,
        Instant createdAt,
        @Nullable Instant finishedAt,
        Instant expiresAt) {

    public enum Format {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }
    }

    public enum State {
        RUNNING,
        DONE,
        /// It broke off or took too long; there is no file.
        FAILED,
        CANCELLED
    }

    public String fileName() {
        return "customers-" + id + "." + format.name().toLowerCase(Locale.ROOT);
    }
}
