package io.trunkline.core.importing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One import of one file.
///
/// @param encoding found: `UTF-8` or `GB18030`
/// @param problem why the whole file is refused, else null: key of a text `import.problem.<key>`
/// @param problemArguments for the text
/// @param rows data rows in the file
/// @param checked rows the dry run has looked at
/// @param done rows applied so far
/// @param counts what the dry run expects, or the run did so far
public record ImportJob(
        long id,
        String fileName,
        State state,
        String encoding,
        @Nullable String problem,
        List<String> problemArguments,
        List<ImportColumn> columns,
        long rows,
        long checked,
        long done,
        Counts counts,
        String createdBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    ImportJob with(List<ImportColumn> other) {
        return new ImportJob(
                id,
                fileName,
                state,
                encoding,
                problem,
                problemArguments,
                other,
                rows,
                checked,
                done,
                counts,
                createdBy,
                createdAt,
                finishedAt);
    }

    public enum State {
        /// The whole file is refused; nothing was written.
        REFUSED,
        /// The dry run is under way.
        CHECKING,
        /// Dry run done: waits for a person to correct columns or start.
        READY,
        RUNNING,
        /// The server stopped in the middle; it can be resumed.
        INTERRUPTED,
        DONE,
        CANCELLED
    }

    /// @param created new customers
    /// @param updated customers that differ
    /// @param unchanged customers already as in the file
    /// @param refused rows that cannot be imported
    /// @param warned rows imported with a value left out or a doubt
    /// @param unmatched rows without a known district: imported at the root unit
    public record Counts(
            long created,
            long updated,
            long unchanged,
            long refused,
            long warned,
            long unmatched) {}
}
