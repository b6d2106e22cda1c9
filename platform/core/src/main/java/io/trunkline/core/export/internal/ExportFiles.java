package io.trunkline.core.export.internal;

import io.trunkline.core.export.CustomerExport;
import io.trunkline.core.export.CustomerExport.Format;
import io.trunkline.core.export.CustomerExport.State;
import io.trunkline.core.export.ExportConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The exports there are and the pieces of their files. In the database, because another node than
/// the one that made a file may be asked for it.
@ApplicationScoped
public class ExportFiles {

    /// How long one is taken to be alive after its node was last heard of.
    static final Duration LEASE = Duration.ofMinutes(1);

    /// One whose node died is over when its lease is.
    private static final String SELECT =
            """
            SELECT id, format,
                   CASE WHEN state = 'RUNNING' AND least(deadline, lease_until) < now() THEN 'FAILED' ELSE state END,
                   rows, capped, bytes, created_at, finished_at, expires_at
              FROM trunkline.export_job
             WHERE tenant_id = :tenant AND member_id = :member AND expires_at > now()
            """;

    /// @return false while another one of the member runs
    public boolean begin(
            Handle handle, int tenant, long member, long id, Format format, ExportConfig config) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.export_job SET state = 'FAILED', finished_at = now()
                         WHERE tenant_id = :tenant AND member_id = :member AND state = 'RUNNING'
                           AND least(deadline, lease_until) < now()
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .execute();
        return handle.createUpdate(
                                """
                                INSERT INTO trunkline.export_job
                                       (tenant_id, id, member_id, format, deadline, lease_until, expires_at)
                                VALUES (:tenant, :id, :member, :format,
                                        now() + make_interval(secs => :limit),
                                        now() + make_interval(secs => :lease),
                                        now() + make_interval(secs => :kept))
                                ON CONFLICT (tenant_id, member_id) WHERE state = 'RUNNING' DO NOTHING
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("member", member)
                        .bind("format", format)
                        .bind("limit", config.timeLimit().toSeconds())
                        .bind("lease", LEASE.toSeconds())
                        .bind("kept", config.kept().toSeconds())
                        .execute()
                == 1;
    }

    public Optional<CustomerExport> find(Handle handle, int tenant, long member, long id) {
        return handle.createQuery(SELECT + " AND id = :id")
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("id", id)
                .map(ExportFiles::read)
                .findOne();
    }

    public List<CustomerExport> mine(Handle handle, int tenant, long member, int limit) {
        return handle.createQuery(SELECT + " ORDER BY id DESC LIMIT :limit")
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("limit", limit)
                .map(ExportFiles::read)
                .list();
    }

    /// Renews the lease.
    ///
    /// @return false when it is to go on no longer
    boolean progress(Handle handle, int tenant, long id, long rows) {
        return handle.createUpdate(
                                """
                                UPDATE trunkline.export_job
                                   SET rows = :rows, lease_until = now() + make_interval(secs => :lease)
                                 WHERE tenant_id = :tenant AND id = :id AND state = 'RUNNING'
                                   AND deadline > now()
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("rows", rows)
                        .bind("lease", LEASE.toSeconds())
                        .execute()
                == 1;
    }

    void add(Handle handle, int tenant, long id, int nth, byte[] piece) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.export_piece (tenant_id, export_id, nth, content)
                        VALUES (:tenant, :id, :nth, :piece)
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("nth", nth)
                .bind("piece", piece)
                .execute();
        handle.createUpdate(
                        """
                        UPDATE trunkline.export_job
                           SET bytes = bytes + :size, lease_until = now() + make_interval(secs => :lease)
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("size", piece.length)
                .bind("lease", LEASE.toSeconds())
                .execute();
    }

    /// Ends one that runs; without success its pieces go.
    ///
    /// @return false when it was over already
    public boolean end(Handle handle, int tenant, long id, State state, long rows, boolean capped) {
        int ended =
                handle.createUpdate(
                                """
                                UPDATE trunkline.export_job
                                   SET state = :state, rows = greatest(rows, :rows), capped = :capped,
                                       finished_at = now()
                                 WHERE tenant_id = :tenant AND id = :id AND state = 'RUNNING'
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("state", state)
                        .bind("rows", rows)
                        .bind("capped", capped)
                        .execute();
        if (state != State.DONE) {
            remove(handle, tenant, id);
        }
        return ended == 1;
    }

    void remove(Handle handle, int tenant, long id) {
        handle.createUpdate(
                        "DELETE FROM trunkline.export_piece WHERE tenant_id = :tenant AND export_id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .execute();
    }

    public Optional<byte[]> piece(Handle handle, int tenant, long id, int nth) {
        return handle.createQuery(
                        """
                        SELECT content FROM trunkline.export_piece
                         WHERE tenant_id = :tenant AND export_id = :id AND nth = :nth
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("nth", nth)
                .mapTo(byte[].class)
                .findOne();
    }

    /// Ids of a few whose time is over.
    List<Long> expired(Handle handle, int tenant) {
        return handle.createQuery(
                        """
                        SELECT id FROM trunkline.export_job
                         WHERE tenant_id = :tenant AND expires_at <= now() ORDER BY expires_at LIMIT 100
                        """)
                .bind("tenant", tenant)
                .mapTo(Long.class)
                .list();
    }

    void delete(Handle handle, int tenant, long id) {
        remove(handle, tenant, id);
        handle.createUpdate(
                        "DELETE FROM trunkline.export_job WHERE tenant_id = :tenant AND id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .execute();
    }

    private static CustomerExport read(ResultSet row, StatementContext context)
            throws SQLException {
        OffsetDateTime finished = row.getObject(8, OffsetDateTime.class);
        return new CustomerExport(
                row.getLong(1),
                Format.valueOf(row.getString(2)),
                State.valueOf(row.getString(3)),
                row.getLong(4),
                row.getBoolean(5),
                row.getLong(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }
}
