package io.trunkline.tenancy.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An export of all of a tenant's data.
///
/// @param tables how many there are to write, and `tablesDone` are written
/// @param rows written so far
/// @param bytes and `sha256` of the file; 0 and null until it is done
public record TenantExport(
        long id,
        String tenant,
        String operator,
        String node,
        State state,
        int tables,
        int tablesDone,
        long rows,
        long bytes,
        @Nullable String sha256,
        Instant at,
        @Nullable Instant finishedAt) {

    public enum State {
        RUNNING,
        DONE,
        FAILED,
        /// Its node went away; ask for another one.
        INTERRUPTED,
        /// It was done; its file was kept as long as files are.
        EXPIRED
    }
}
