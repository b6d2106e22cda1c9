package io.trunkline.core.importing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Imports of the current tenant. All need the permission `customer.import`; an import is always
/// tenant-wide.
@ApplicationScoped
public class Imports {

    /// Takes a file in and starts its dry run. A file that cannot be imported as a whole (not CSV,
    /// empty, too large, undecodable, without a name or number column) becomes a REFUSED import that
    /// says why; nothing else is written.
    ///
    /// @param content read to its end or to the limit of 100 MB; not closed
    public ImportJob upload(String fileName, InputStream content) {
        throw new UnsupportedOperationException();
    }

    /// Corrects what columns mean and runs the dry run again.
    public ImportJob remap(long id, Map<Integer, ImportField> fieldsByColumn) {
        throw new UnsupportedOperationException();
    }

    /// Starts a READY import, or goes on with an INTERRUPTED one. Idempotent while it runs.
    public ImportJob start(long id) {
        throw new UnsupportedOperationException();
    }

    /// Stops before the next chunk; what is done stays.
    public ImportJob cancel(long id) {
        throw new UnsupportedOperationException();
    }

    public Optional<ImportJob> find(long id) {
        throw new UnsupportedOperationException();
    }

    /// Newest first.
    ///
    /// @param limit at most 200
    public List<ImportJob> history(int limit) {
        throw new UnsupportedOperationException();
    }

    /// Row-level findings in the order of the rows.
    ///
    /// @param afterRow row of the last one seen, 0 to begin
    /// @param limit    at most 1,000
    public List<ImportFinding> findings(long id, long afterRow, int limit) {
        throw new UnsupportedOperationException();
    }
}
