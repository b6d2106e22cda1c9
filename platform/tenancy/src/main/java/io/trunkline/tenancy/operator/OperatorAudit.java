package io.trunkline.tenancy.operator;

import io.trunkline.tenancy.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What operators did, in the transaction of what it tells of.
@ApplicationScoped
public class OperatorAudit {

    private final IdGenerator ids;
    private final OperatorDatabase database;

    @Inject
    public OperatorAudit(IdGenerator ids, OperatorDatabase database) {
        this.ids = ids;
        this.database = database;
    }

    /// @param tenant key of the tenant it was done to; null for the platform as a whole
    /// @param before and `after`: facts as JSON
    public record Entry(
            long id,
            Instant at,
            String operator,
            String action,
            @Nullable String tenant,
            @Nullable String before,
            @Nullable String after) {}

    /// @param action for example `tenant.suspend`
    public void record(
            Handle handle,
            String action,
            @Nullable String tenant,
            @Nullable String before,
            @Nullable String after) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.operator_audit_entry
                            (id, operator, action, tenant, before, after)
                        VALUES (:id, :operator, :action, :tenant,
                                CAST(:before AS jsonb), CAST(:after AS jsonb))
                        """)
                .bind("id", ids.next())
                .bind("operator", OperatorRunner.current().username())
                .bind("action", action)
                .bind("tenant", tenant)
                .bind("before", before)
                .bind("after", after)
                .execute();
    }

    /// Also in the tenant's own trail, where its people see what was done to their company. The
    /// transaction has entered the tenant.
    public void recordForTenant(Handle handle, String action, int tenant, @Nullable String after) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.audit_entry
                            (tenant_id, id, actor, action, object_type, object_id, after)
                        VALUES (:tenant, :id, :actor, :action, 'tenant', :tenant, CAST(:after AS jsonb))
                        """)
                .bind("tenant", tenant)
                .bind("id", ids.next())
                .bind("actor", OperatorRunner.current().username())
                .bind("action", action)
                .bind("after", after)
                .execute();
    }

    /// Newest first.
    ///
    /// @param tenant key, null for all
    /// @param before id the page begins below; null for the newest
    public List<Entry> list(@Nullable String tenant, @Nullable Long before, int limit) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                SELECT id, at, operator, action, tenant, before::text, after::text
                                  FROM trunkline.operator_audit_entry
                                 WHERE (:tenant::text IS NULL OR tenant = :tenant)
                                   AND (:before::bigint IS NULL OR id < :before)
                                 ORDER BY id DESC LIMIT :limit
                                """)
                        .bind("tenant", tenant)
                        .bind("before", before)
                        .bind("limit", limit)
                        .map((row, context) -> entry(row))
                        .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("operator"),
                row.getString("action"),
                row.getString("tenant"),
                row.getString("before"),
                row.getString("after"));
    }
}
