package io.trunkline.tenancy.audit.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Where a tenant's chain begins and ends, as written down.
///
/// @param position of the last seal; 0 before the first
/// @param xid the transaction up to which everything is sealed, with the entry in it
/// @param cluster the database cluster in which `xid` means something
/// @param basePosition where what retention removed ends; 0 when nothing was. Moved by [Expiry]
///   alone
public record Chain(
        long position,
        byte[] digest,
        Instant sealedAt,
        String xid,
        long entryId,
        long cluster,
        long basePosition,
        byte[] baseDigest) {

    private static final String READ =
            """
            SELECT position, digest, sealed_at, xid::text, entry_id, cluster, base_position, base_digest
              FROM trunkline.audit_chain WHERE tenant_id = :tenant
            """;

    private static final String WRITE =
            """
            INSERT INTO trunkline.audit_chain
                   (tenant_id, position, digest, sealed_at, xid, entry_id, cluster)
            VALUES (:tenant, :position, :digest, now(), CAST(:xid AS xid8), :entry, :cluster)
            ON CONFLICT (tenant_id) DO UPDATE
               SET position = excluded.position, digest = excluded.digest, sealed_at = excluded.sealed_at,
                   xid = excluded.xid, entry_id = excluded.entry_id, cluster = excluded.cluster
            """;

    public static Optional<Chain> find(Handle handle, int tenant) {
        return handle.createQuery(READ).bind("tenant", tenant).map(Chain::read).findOne();
    }

    /// The same, made when it is missing and held until the transaction ends: one sealer at a time.
    static Chain lock(Handle handle, int tenant, long cluster) {
        handle.createUpdate(
                        WRITE.substring(0, WRITE.indexOf("ON CONFLICT"))
                                + "ON CONFLICT (tenant_id) DO NOTHING")
                .bind("tenant", tenant)
                .bind("position", 0L)
                .bind("digest", Link.beginning())
                .bind("xid", "0")
                .bind("entry", 0L)
                .bind("cluster", cluster)
                .execute();
        return handle.createQuery(READ + " FOR UPDATE")
                .bind("tenant", tenant)
                .map(Chain::read)
                .one();
    }

    /// Moves the end on; where it begins stays.
    void write(Handle handle, int tenant) {
        handle.createUpdate(WRITE)
                .bind("tenant", tenant)
                .bind("position", position)
                .bind("digest", digest)
                .bind("xid", xid)
                .bind("entry", entryId)
                .bind("cluster", cluster)
                .execute();
    }

    private static Chain read(ResultSet row, StatementContext context) throws SQLException {
        return new Chain(
                row.getLong(1),
                row.getBytes(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getBytes(8));
    }
}
