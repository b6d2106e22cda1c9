package io.trunkline.rest.importing;

import io.trunkline.core.importing.ImportColumn;
import io.trunkline.core.importing.ImportJob;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One import of one file.
///
/// @param encoding `UTF-8` or `GB18030`
/// @param problem why the whole file is refused; null when it is not
/// @param rows data rows in the file
/// @param checked rows the dry run has looked at
/// @param done rows applied so far
/// @param counts what the dry run expects, or the run did so far
public record ImportJson(
        String id,
        String fileName,
        ImportJob.State state,
        String encoding,
        @Nullable ImportProblem problem,
        List<ImportColumn> columns,
        long rows,
        long checked,
        long done,
        ImportJob.Counts counts,
        String createdBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /// @param code stable, for programs
    /// @param arguments what the problem names, for example a number of rows
    public record ImportProblem(String code, List<String> arguments) {}

    static ImportJson of(ImportJob job) {
        String problem = job.problem();
        return new ImportJson(
                Long.toString(job.id()),
                job.fileName(),
                job.state(),
                job.encoding(),
                problem == null ? null : new ImportProblem(problem, job.problemArguments()),
                job.columns(),
                job.rows(),
                job.checked(),
                job.done(),
                job.counts(),
                job.createdBy(),
                job.createdAt(),
                job.finishedAt());
    }
}
