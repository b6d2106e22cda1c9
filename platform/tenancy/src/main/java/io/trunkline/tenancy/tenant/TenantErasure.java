package io.trunkline.tenancy.tenant;

import io.trunkline.tenancy.database.DatabaseRoles;
import io.trunkline.tenancy.database.MigratorConnections;
import io.trunkline.tenancy.identity.Organizations;
import io.trunkline.tenancy.job.PlatformJob;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// Removes the rows of tenants whose grace period has passed, of every table that the catalogue
/// knows, plugins' included, some thousand at a time. Killed half-way it goes on at its next turn.
/// What stays is a tombstone with the key.
@ApplicationScoped
public class TenantErasure implements PlatformJob {

    private static final Logger LOG = Logger.getLogger(TenantErasure.class);
    private static final int CHUNK = 5_000;
    private static final int PAGE = 200;

    private final MigratorConnections connections;
    private final OperatorDatabase database;
    private final OperatorAudit audit;
    private final Tenants tenants;
    private final Organizations organizations;

    @Inject
    public TenantErasure(
            MigratorConnections connections,
            OperatorDatabase database,
            OperatorAudit audit,
            Tenants tenants,
            Organizations organizations) {
        this.connections = connections;
        this.database = database;
        this.audit = audit;
        this.tenants = tenants;
        this.organizations = organizations;
    }

    @Override
    public String name() {
        return "tenant-erasure";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        EnumSet<TenantState> leaving = EnumSet.of(TenantState.DELETING, TenantState.ERASING);
        for (TenantFacts tenant : tenants.list(null, null, leaving, PAGE)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            Instant after = tenant.eraseAfter();
            if (after != null && !after.isAfter(Instant.now())) {
                try {
                    erase(tenant);
                } catch (SQLException | RuntimeException e) {
                    LOG.errorf(
                            e, "Tenant %s is not wholly erased, tried again later", tenant.key());
                }
            }
        }
    }

    private void erase(TenantFacts tenant) throws SQLException {
        if (!database.inTransaction(handle -> begin(handle, tenant))) {
            return;
        }
        long rows = 0;
        try (Connection connection = connections.open()) {
            String owner = DatabaseRoles.of(connection).owner();
            List<TenantTable> tables = TenantTable.all(connection);
            connection.setAutoCommit(false);
            for (List<TenantTable> circle : TenantTable.inOrderOfRemoval(tables)) {
                long removed;
                do {
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                    removed = remove(connection, owner, tenant.id(), circle);
                    rows += removed;
                } while (removed == CHUNK);
            }
        }
        organizations.delete(tenant.key());
        long all = rows;
        database.inTransaction(handle -> end(handle, tenant, all));
        LOG.infof("Tenant %s is erased: %d rows", tenant.key(), all);
    }

    /// From here on it cannot be called back.
    private boolean begin(Handle handle, TenantFacts tenant) {
        OperatorDatabase.enter(handle, tenant.id());
        int begun =
                handle.createUpdate(
                                """
                                UPDATE trunkline.tenant SET state = 'erasing', version = version + 1
                                 WHERE id = :id AND state = 'deleting' AND erase_after <= now()
                                """)
                        .bind("id", tenant.id())
                        .execute();
        if (begun == 1) {
            audit.record(handle, "tenant.erase", tenant.key(), null, null);
        }
        return begun == 1 || tenant.state() == TenantState.ERASING;
    }

    private boolean end(Handle handle, TenantFacts tenant, long rows) {
        OperatorDatabase.enter(handle, tenant.id());
        handle.createUpdate(
                        """
                        UPDATE trunkline.tenant
                           SET state = 'deleted', name = key, short_name = NULL, accent = NULL,
                               state_at = now(), organization_due = false, version = version + 1
                         WHERE id = :id
                        """)
                .bind("id", tenant.id())
                .execute();
        audit.record(handle, "tenant.erased", tenant.key(), null, "{\"rows\": " + rows + "}");
        return true;
    }

    /// One chunk, in a transaction of its own.
    private static long remove(
            Connection connection, String coreOwner, int tenant, List<TenantTable> circle)
            throws SQLException {
        try {
            TenantRows rows = new TenantRows(connection, coreOwner, tenant);
            rows.become(circle.getFirst().owner());
            long removed;
            boolean circular =
                    circle.size() > 1
                            || circle.getFirst().refersTo().contains(circle.getFirst().fullName());
            try (PreparedStatement statement =
                    connection.prepareStatement(circular ? whole(circle) : chunk(circle))) {
                for (int table = 1; table <= circle.size(); table++) {
                    statement.setInt(table, tenant);
                }
                removed = statement.executeUpdate();
            }
            connection.commit();
            return circular ? 0 : removed;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private static String chunk(List<TenantTable> single) {
        TenantTable table = single.getFirst();
        return "DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE tenant_id = ? LIMIT %3$d)"
                .formatted(table.quoted(), table.quotedKey(), CHUNK);
    }

    /// Foreign keys are checked when the statement ends: what refers to each other goes at once.
    private static String whole(List<TenantTable> circle) {
        String first = "DELETE FROM " + circle.getFirst().quoted() + " WHERE tenant_id = ?";
        if (circle.size() == 1) {
            return first;
        }
        String others =
                circle.subList(1, circle.size()).stream()
                        .map(table ->
                                "%s AS (DELETE FROM %s WHERE tenant_id = ?)"
                                        .formatted(
                                                TenantTable.quoted("of_" + table.name()),
                                                table.quoted()))
                        .collect(Collectors.joining(", "));
        return "WITH " + others + " " + first;
    }
}
