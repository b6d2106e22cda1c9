package io.trunkline.core.importing.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trunkline.core.Json;
import io.trunkline.core.importing.ImportColumn;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.ImportJob.Counts;
import io.trunkline.core.importing.ImportJob.State;
import io.trunkline.tenancy.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The table of imports. Whoever works on one holds its lease, and proves it in every transaction.
@ApplicationScoped
public class ImportJobs {

    /// Renewed with every chunk; what is not renewed was interrupted.
    private static final String LEASE = "now() + interval '15 seconds'";

    private static final String SELECT =
            """
            SELECT id, file_name,
                   CASE WHEN state = 'RUNNING' AND coalesce(lease_until, created_at) < now()
                        THEN 'INTERRUPTED' ELSE state END,
                   encoding, problem, problem_arguments, columns, rows, checked, done, created, updated,
                   unchanged, refused, warned, unmatched, created_by, created_at, finished_at
              FROM trunkline.import_job WHERE tenant_id = :tenant
            """;

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<ImportColumn>> COLUMNS = new TypeReference<>() {};

    public void insert(
            Handle handle, Session session, long id, String fileName, CsvFile file, long lease) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.import_job (tenant_id, id, file_name, state, encoding, bytes,
                               lease, lease_until, created_by, created_by_id)
                        VALUES (:tenant, :id, :file, 'CHECKING', :encoding, :bytes, :lease, now(), :by, :byId)
                        """)
                .bind("tenant", session.tenant().id())
                .bind("id", id)
                .bind("file", fileName)
                .bind("encoding", file.encoding())
                .bind("bytes", file.bytes())
                .bind("lease", lease)
                .bind("by", session.actor().name())
                .bind("byId", session.actor().memberId())
                .execute();
    }

    public void insertRefused(
            Handle handle, Session session, long id, String fileName, RefusedFileException why) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.import_job (tenant_id, id, file_name, state, encoding, problem,
                               problem_arguments, created_by, created_by_id, finished_at)
                        VALUES (:tenant, :id, :file, 'REFUSED', '', :problem, CAST(:arguments AS jsonb), :by,
                               :byId, now())
                        """)
                .bind("tenant", session.tenant().id())
                .bind("id", id)
                .bind("file", fileName)
                .bind("problem", why.problem())
                .bind("arguments", Json.write(why.arguments()))
                .bind("by", session.actor().name())
                .bind("byId", session.actor().memberId())
                .execute();
    }

    /// After its rows are stored: how many there are, what the columns mean.
    public void loaded(Handle handle, int tenant, long id, long rows, Columns columns) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_job
                           SET rows = :rows, columns = CAST(:columns AS jsonb), lease_until =\
                        """
                                + LEASE
                                + " WHERE tenant_id = :tenant AND id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("rows", rows)
                .bind("columns", Json.write(columns.all()))
                .execute();
    }

    public void columns(Handle handle, int tenant, long id, Columns columns) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_job SET columns = CAST(:columns AS jsonb)
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("columns", Json.write(columns.all()))
                .execute();
    }

    public Optional<ImportJob> find(Handle handle, int tenant, long id) {
        return handle.createQuery(SELECT + " AND id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .map(ImportJobs::read)
                .findOne();
    }

    public List<ImportJob> history(Handle handle, int tenant, int limit) {
        return handle.createQuery(SELECT + " ORDER BY id DESC LIMIT :limit")
                .bind("tenant", tenant)
                .bind("limit", limit)
                .map(ImportJobs::read)
                .list();
    }

    /// Takes the import over, if it is in this state and nobody works on it. Only a resumed run
    /// keeps what was counted so far.
    ///
    /// @param from as stored: an interrupted import is still RUNNING there
    /// @return whether it is the caller's now
    public boolean take(Handle handle, int tenant, long id, State from, State to, long lease) {
        String counts =
                ", created = 0, updated = 0, unchanged = 0, refused = 0, warned = 0, unmatched = 0";
        String begin =
                switch (to) {
                    case CHECKING -> ", checked = 0" + counts;
                    case RUNNING -> from == State.READY ? counts : "";
                    default -> throw new IllegalArgumentException(to.name());
                };
        // Whoever holds the row is at work in this moment, whatever the lease says.
        return handle.createUpdate(
                                """
                                UPDATE trunkline.import_job SET state = :to, lease = :lease, lease_until = %s%s
                                 WHERE tenant_id = :tenant AND id = (
                                       SELECT free.id FROM trunkline.import_job free
                                        WHERE free.tenant_id = :tenant AND free.id = :id AND free.state = :from
                                          AND (free.state = 'READY' OR free.lease_until < now())
                                          FOR UPDATE SKIP LOCKED)
                                """
                                        .formatted(LEASE, begin))
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("from", from.name())
                        .bind("to", to.name())
                        .bind("lease", lease)
                        .execute()
                == 1;
    }

    /// Proves and renews the lease, and adds to the counts, in the transaction of what is counted.
    ///
    /// @throws LostLeaseException when it was cancelled or taken over: the transaction must not
    ///   commit
    void progress(
            Handle handle, int tenant, long id, State state, long lease, long rows, Counts counts) {
        String what = state == State.RUNNING ? "done" : "checked";
        int held =
                handle.createUpdate(
                                """
                                UPDATE trunkline.import_job
                                   SET %s = %s + :rows, created = created + :created, updated = updated + :updated,
                                       unchanged = unchanged + :unchanged, refused = refused + :refused,
                                       warned = warned + :warned, unmatched = unmatched + :unmatched,
                                       lease_until = %s
                                 WHERE tenant_id = :tenant AND id = :id AND state = :state AND lease = :lease
                                """
                                        .formatted(what, what, LEASE))
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("state", state.name())
                        .bind("lease", lease)
                        .bind("rows", rows)
                        .bind("created", counts.created())
                        .bind("updated", counts.updated())
                        .bind("unchanged", counts.unchanged())
                        .bind("refused", counts.refused())
                        .bind("warned", counts.warned())
                        .bind("unmatched", counts.unmatched())
                        .execute();
        if (held == 0) {
            throw new LostLeaseException();
        }
    }

    /// @throws LostLeaseException when it was cancelled or taken over
    void finish(Handle handle, int tenant, long id, State from, State to, long lease) {
        int held =
                handle.createUpdate(
                                """
                                UPDATE trunkline.import_job
                                   SET state = :to, lease = NULL, lease_until = NULL,
                                       finished_at = CASE WHEN :to <> 'READY' THEN now() END
                                 WHERE tenant_id = :tenant AND id = :id AND state = :from AND lease = :lease
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("from", from.name())
                        .bind("to", to.name())
                        .bind("lease", lease)
                        .execute();
        if (held == 0) {
            throw new LostLeaseException();
        }
    }

    /// Ends the lease early, so that the interruption is seen at once.
    void release(Handle handle, int tenant, long id, long lease) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_job SET lease_until = now() - interval '1 second'
                         WHERE tenant_id = :tenant AND id = :id AND lease = :lease
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("lease", lease)
                .execute();
    }

    void checkFailed(Handle handle, int tenant, long id, long lease) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_job
                           SET state = 'REFUSED', problem = 'check-failed', finished_at = now()
                         WHERE tenant_id = :tenant AND id = :id AND lease = :lease AND state = 'CHECKING'
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("lease", lease)
                .execute();
    }

    public boolean cancel(Handle handle, int tenant, long id) {
        return handle.createUpdate(
                                """
                                UPDATE trunkline.import_job
                                   SET state = 'CANCELLED', lease = NULL, lease_until = NULL, finished_at = now()
                                 WHERE tenant_id = :tenant AND id = :id
                                   AND state IN ('CHECKING', 'READY', 'RUNNING')
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static ImportJob read(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime finished = row.getObject(19, OffsetDateTime.class);
        return new ImportJob(
                row.getLong(1),
                row.getString(2),
                State.valueOf(row.getString(3)),
                row.getString(4),
                row.getString(5),
                Json.read(row.getString(6), TEXTS),
                Json.read(row.getString(7), COLUMNS),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                new Counts(
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13),
                        row.getLong(14),
                        row.getLong(15),
                        row.getLong(16)),
                row.getString(17),
                row.getObject(18, OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
