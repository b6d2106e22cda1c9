package io.trunkline.core.customer.internal;

import io.trunkline.core.customer.CustomerError;
import io.trunkline.core.event.Outbox;
import io.trunkline.spi.CustomerDeleted;
import io.trunkline.spi.CustomerRestored;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Customers with a mark that says when they were deleted. Each change, its audit entry and its
/// event are one transaction, the caller's.
@ApplicationScoped
public class BinTable {

    private static final String BINNED =
            "SELECT "
                    + CustomerRow.COLUMNS
                    + """
                    , c.deleted_at AS deleted_at, c.deleted_by AS deleted_by,
                      extract(epoch FROM now() - c.deleted_at)::bigint AS seconds
                      FROM trunkline.customer c
                     WHERE c.tenant_id = :tenant AND c.deleted_at IS NOT NULL
                    """;

    /// Everything that refers to a customer goes with it, whichever feature's it is.
    private static final String DEPENDENTS =
            """
            SELECT k.conrelid::regclass::text, quote_ident(a.attname)
              FROM pg_constraint k
              JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[2]
             WHERE k.confrelid = 'trunkline.customer'::regclass AND k.contype = 'f'
             ORDER BY 1
            """;

    private final Audit audit;
    private final Outbox outbox;

    BinTable(Audit audit, Outbox outbox) {
        this.audit = audit;
        this.outbox = outbox;
    }

    /// @param age since it was deleted
    public record Binned(
            CustomerRow customer, Instant deletedAt, @Nullable Long deletedBy, Duration age) {

        static Binned read(ResultSet row, StatementContext context) throws SQLException {
            return new Binned(
                    CustomerRow.read(row, context),
                    row.getObject("deleted_at", OffsetDateTime.class).toInstant(),
                    row.getObject("deleted_by", Long.class),
                    Duration.ofSeconds(row.getLong("seconds")));
        }
    }

    /// @param id of a customer locked in this transaction
    public void delete(Handle handle, Session session, long id) {
        int tenant = session.tenant().id();
        String before = CustomerWriter.snapshot(handle, tenant, id);
        handle.createUpdate(
                        """
                        UPDATE trunkline.customer
                           SET deleted_at = now(), deleted_by = :member, version = version + 1, updated_at = now()
                         WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NULL
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("member", session.actor().memberId())
                .execute();
        audit.record(handle, "customer.delete", "customer", id, before, null);
        outbox.publish(handle, new CustomerDeleted(id, false));
    }

    public Optional<Binned> find(Handle handle, Session session, long id) {
        return handle.createQuery(BINNED + " AND c.id = :id")
                .bind("tenant", session.tenant().id())
                .bind("id", id)
                .map(Binned::read)
                .findOne();
    }

    public List<Binned> findAll(Handle handle, Session session, Collection<Long> ids) {
        return handle.createQuery(BINNED + " AND c.id = ANY (CAST(:ids AS bigint[]))")
                .bind("tenant", session.tenant().id())
                .bind("ids", Conditions.array(ids))
                .map(Binned::read)
                .list();
    }

    public List<Binned> page(Handle handle, Session session, @Nullable String after, int limit) {
        String order = " ORDER BY c.deleted_at DESC, c.id DESC LIMIT :limit";
        if (after == null) {
            return handle.createQuery(BINNED + order)
                    .bind("tenant", session.tenant().id())
                    .bind("limit", limit)
                    .map(Binned::read)
                    .list();
        }
        int dash = after.indexOf('-');
        if (dash < 0) {
            throw new PluginException(CustomerError.CURSOR_INVALID);
        }
        try {
            return handle.createQuery(BINNED + " AND (c.deleted_at, c.id) < (:at, :id)" + order)
                    .bind("tenant", session.tenant().id())
                    .bind("at", instant(Long.parseLong(after.substring(0, dash))))
                    .bind("id", Long.parseLong(after.substring(dash + 1)))
                    .bind("limit", limit)
                    .map(Binned::read)
                    .list();
        } catch (NumberFormatException e) {
            throw new PluginException(e, CustomerError.CURSOR_INVALID);
        }
    }

    /// Where the page after this row begins.
    public static String cursor(Binned last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.deletedAt())
                + "-"
                + last.customer().id();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// @param unit where it is put instead of where it was; null to leave it there
    /// @throws PluginException [CustomerError#EXTERNAL_NUMBER_TAKEN], `NOT_FOUND` when someone was
    ///   faster
    public void restore(
            Handle handle,
            Session session,
            CustomerRow customer,
            boolean withoutOwner,
            @Nullable Long unit) {
        int tenant = session.tenant().id();
        try {
            int restored =
                    handle.createUpdate(
                                    """
                                    UPDATE trunkline.customer
                                       SET deleted_at = NULL, deleted_by = NULL, version = version + 1,
                                           updated_at = now(),
                                           owner_id = CASE WHEN :alone THEN NULL ELSE owner_id END,
                                           org_unit_id = coalesce(CAST(:unit AS bigint), org_unit_id)
                                     WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NOT NULL
                                    """)
                            .bind("tenant", tenant)
                            .bind("id", customer.id())
                            .bind("alone", withoutOwner)
                            .bind("unit", unit)
                            .execute();
            if (restored == 0) {
                throw new PluginException(StandardErrorCode.NOT_FOUND);
            }
        } catch (UnableToExecuteStatementException e) {
            throw CustomerWriter.taken(e, customer.externalNumber());
        }
        audit.record(
                handle,
                "customer.restore",
                "customer",
                customer.id(),
                null,
                CustomerWriter.snapshot(handle, tenant, customer.id()));
        outbox.publish(handle, new CustomerRestored(customer.id()));
    }

    /// Removes for good what was deleted so many days ago, with all that refers to it.
    ///
    /// @return how many customers
    public int erase(Handle handle, int tenant, int days, int most) {
        List<Long> customers =
                handle.createQuery(
                                """
                                SELECT id FROM trunkline.customer
                                 WHERE tenant_id = :tenant AND deleted_at < now() - make_interval(days => :days)
                                 ORDER BY deleted_at, id LIMIT :most FOR UPDATE SKIP LOCKED
                                """)
                        .bind("tenant", tenant)
                        .bind("days", days)
                        .bind("most", most)
                        .mapTo(Long.class)
                        .list();
        if (customers.isEmpty()) {
            return 0;
        }
        record Dependent(String table, String column) {}
        List<Dependent> dependents =
                handle.createQuery(DEPENDENTS)
                        .map((row, context) -> new Dependent(row.getString(1), row.getString(2)))
                        .list();
        for (Dependent dependent : dependents) {
            remove(handle, tenant, dependent.table(), dependent.column(), customers);
        }
        remove(handle, tenant, "trunkline.customer", "id", customers);
        audit.recordAll(
                handle,
                customers.stream()
                        .map(id -> new Audit.Entry("customer.erase", "customer", id, null, null))
                        .toList());
        outbox.publishAll(
                handle, customers.stream().map(id -> new CustomerDeleted(id, true)).toList());
        return customers.size();
    }

    private static void remove(
            Handle handle, int tenant, String table, String column, List<Long> customers) {
        handle.createUpdate(
                        "DELETE FROM %s WHERE tenant_id = :tenant AND %s = ANY (CAST(:ids AS bigint[]))"
                                .formatted(table, column))
                .bind("tenant", tenant)
                .bind("ids", Conditions.array(customers))
                .execute();
    }
}
