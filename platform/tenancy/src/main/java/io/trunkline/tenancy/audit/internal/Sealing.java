package io.trunkline.tenancy.audit.internal;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Puts the next entries of a tenant into its chain, in the caller's transaction.
public final class Sealing {

    private static final int CHUNK = 2_000;

    /// Everything up to the oldest transaction that still runs has ended, so nothing can appear
    /// before what is sealed here.
    private static final String NEXT =
            """
            SELECT e.id, e.xid::text, trunkline.audit_canonical(e)
              FROM trunkline.audit_entry e
             WHERE e.tenant_id = :tenant AND (e.xid, e.id) > (CAST(:xid AS xid8), :entry)
               AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
               AND NOT EXISTS (SELECT FROM trunkline.audit_seal s
                                WHERE s.tenant_id = :tenant AND s.entry_id = e.id)
             ORDER BY e.xid, e.id LIMIT :limit
            """;

    /// In a restored copy transaction numbers begin anew: what has no seal is found by looking, and
    /// a number that this cluster has not reached yet can only come with the copy.
    private static final String LEFT_OVER =
            """
            SELECT e.id, e.xid::text, trunkline.audit_canonical(e)
              FROM trunkline.audit_entry e
             WHERE e.tenant_id = :tenant
               AND (e.xid < pg_snapshot_xmin(pg_current_snapshot())
                    OR e.xid >= pg_snapshot_xmax(pg_current_snapshot()))
               AND NOT EXISTS (SELECT FROM trunkline.audit_seal s
                                WHERE s.tenant_id = :tenant AND s.entry_id = e.id)
             ORDER BY e.id LIMIT :limit
            """;

    private record Entry(long id, String xid, String canonical) {}

    private Sealing() {}

    /// @return whether there may be more
    public static boolean chunk(Handle handle, int tenant) {
        long cluster = number(handle, "SELECT trunkline.cluster_identity()");
        Chain chain = Chain.lock(handle, tenant, cluster);
        return chain.cluster() == cluster
                ? next(handle, tenant, chain)
                : leftOver(handle, tenant, chain, cluster);
    }

    private static boolean next(Handle handle, int tenant, Chain chain) {
        List<Entry> entries =
                handle.createQuery(NEXT)
                        .bind("tenant", tenant)
                        .bind("xid", chain.xid())
                        .bind("entry", chain.entryId())
                        .bind("limit", CHUNK)
                        .map((row, context) ->
                                new Entry(row.getLong(1), row.getString(2), row.getString(3)))
                        .list();
        if (entries.isEmpty()) {
            return false;
        }
        Entry last = entries.getLast();
        seal(handle, tenant, chain, entries, last.xid(), last.id(), chain.cluster());
        return entries.size() == CHUNK;
    }

    private static boolean leftOver(Handle handle, int tenant, Chain chain, long cluster) {
        // From here on this cluster's numbers count, from the oldest that still runs; asked first,
        // because what ends while we look is then found again by its number.
        String from =
                handle.createQuery("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
                        .mapTo(String.class)
                        .one();
        List<Entry> entries =
                handle.createQuery(LEFT_OVER)
                        .bind("tenant", tenant)
                        .bind("limit", CHUNK)
                        .map((row, context) ->
                                new Entry(row.getLong(1), row.getString(2), row.getString(3)))
                        .list();
        boolean more = entries.size() == CHUNK;
        if (more) {
            seal(handle, tenant, chain, entries, chain.xid(), chain.entryId(), chain.cluster());
            return true;
        }
        seal(handle, tenant, chain, entries, from, 0, cluster);
        return false;
    }

    private static void seal(
            Handle handle,
            int tenant,
            Chain chain,
            List<Entry> entries,
            String xid,
            long entryId,
            long cluster) {
        long position = chain.position();
        byte[] digest = chain.digest();
        if (!entries.isEmpty()) {
            try (PreparedBatch batch =
                    handle.prepareBatch(
                            """
                            INSERT INTO trunkline.audit_seal (tenant_id, position, entry_id, digest)
                            VALUES (:tenant, :position, :entry, :digest)
                            """)) {
                for (Entry entry : entries) {
                    position++;
                    digest = Link.digest(digest, position, entry.canonical());
                    batch.bind("tenant", tenant)
                            .bind("position", position)
                            .bind("entry", entry.id())
                            .bind("digest", digest)
                            .add();
                }
                batch.execute();
            }
        }
        new Chain(
                        position,
                        digest,
                        chain.sealedAt(),
                        xid,
                        entryId,
                        cluster,
                        chain.basePosition(),
                        chain.baseDigest())
                .write(handle, tenant);
    }

    private static long number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }
}
