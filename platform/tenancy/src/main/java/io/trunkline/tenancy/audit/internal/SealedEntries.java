package io.trunkline.tenancy.audit.internal;

import io.trunkline.tenancy.audit.Verification.Finding;
import io.trunkline.tenancy.audit.Verification.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads what the chain is compared with.
public final class SealedEntries {

    private static final int MOST = 100;

    private static final String CHUNK =
            """
            SELECT s.position, s.entry_id, s.digest, e.at, trunkline.audit_canonical(e)
              FROM trunkline.audit_seal s
              LEFT JOIN trunkline.audit_entry e ON e.tenant_id = :tenant AND e.id = s.entry_id
             WHERE s.tenant_id = :tenant AND s.position > :after AND s.position <= :last
             ORDER BY s.position LIMIT :limit
            """;

    private static final String WITHOUT_SEAL =
            """
            SELECT e.id FROM trunkline.audit_entry e
             WHERE e.tenant_id = :tenant AND (e.xid, e.id) <= (CAST(:xid AS xid8), :entry)
               AND NOT EXISTS (SELECT FROM trunkline.audit_seal s
                                WHERE s.tenant_id = :tenant AND s.entry_id = e.id AND s.position <= :last)
             ORDER BY e.id LIMIT :limit
            """;

    private static final String PENDING =
            """
            SELECT count(*) FROM (
                SELECT FROM trunkline.audit_entry e
                 WHERE e.tenant_id = :tenant AND (e.xid, e.id) > (CAST(:xid AS xid8), :entry)
                   AND NOT EXISTS (SELECT FROM trunkline.audit_seal s
                                    WHERE s.tenant_id = :tenant AND s.entry_id = e.id AND s.position <= :last)
                 LIMIT 100000) AS waiting
            """;

    /// Compared with the chain as it is in the same moment: a seal and the end it moves are written
    /// together.
    private static final String OUTSIDE =
            """
            SELECT s.position, s.entry_id
              FROM trunkline.audit_seal s
              LEFT JOIN trunkline.audit_chain c ON c.tenant_id = :tenant
             WHERE s.tenant_id = :tenant
               AND (c.tenant_id IS NULL OR s.position > c.position OR s.position <= c.base_position)
             ORDER BY s.position LIMIT :limit
            """;

    private SealedEntries() {}

    /// One seal and its entry.
    ///
    /// @param at the entry's time; null where the entry is gone
    /// @param canonical the entry's text; null where the entry is gone
    public record Sealed(
            long position,
            long entryId,
            byte[] digest,
            @Nullable Instant at,
            @Nullable String canonical) {}

    public static List<Sealed> chunk(Handle handle, int tenant, long after, long last, int limit) {
        return handle.createQuery(CHUNK)
                .bind("tenant", tenant)
                .bind("after", after)
                .bind("last", last)
                .bind("limit", limit)
                .map((row, context) -> {
                    OffsetDateTime at = row.getObject(4, OffsetDateTime.class);
                    return new Sealed(
                            row.getLong(1),
                            row.getLong(2),
                            row.getBytes(3),
                            at == null ? null : at.toInstant(),
                            at == null ? null : row.getString(5));
                })
                .list();
    }

    /// Seals that belong to no place between the chain's beginning and its end, the first hundred.
    public static List<Finding> outside(Handle handle, int tenant) {
        return handle.createQuery(OUTSIDE)
                .bind("tenant", tenant)
                .bind("limit", MOST)
                .map((row, context) ->
                        new Finding(Kind.SEAL_OUTSIDE, row.getLong(1), row.getLong(2)))
                .list();
    }

    /// Entries that should have been sealed and were not, the first hundred.
    public static List<Long> withoutSeal(Handle handle, int tenant, Chain chain) {
        return handle.createQuery(WITHOUT_SEAL)
                .bind("tenant", tenant)
                .bind("xid", chain.xid())
                .bind("entry", chain.entryId())
                .bind("last", chain.position())
                .bind("limit", MOST)
                .mapTo(Long.class)
                .list();
    }

    /// Entries whose turn comes, counted up to 100,000.
    public static long pending(Handle handle, int tenant, Chain chain) {
        return handle.createQuery(PENDING)
                .bind("tenant", tenant)
                .bind("xid", chain.xid())
                .bind("entry", chain.entryId())
                .bind("last", chain.position())
                .mapTo(Long.class)
                .one();
    }

    /// All entries, before the first was sealed, counted up to 100,000.
    public static long all(Handle handle, int tenant) {
        return handle.createQuery(
                        """
                        SELECT count(*) FROM (SELECT FROM trunkline.audit_entry
                                               WHERE tenant_id = :tenant LIMIT 100000) AS waiting
                        """)
                .bind("tenant", tenant)
                .mapTo(Long.class)
                .one();
    }
}
