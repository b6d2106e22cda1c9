package io.trunkline.tenancy.config;

import io.quarkus.runtime.StartupEvent;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.StartOrder;
import io.trunkline.tenancy.config.TenantConfigLoader.Loaded;
import io.trunkline.tenancy.config.TenantConfigProblem.Fault;
import io.trunkline.tenancy.database.DatabaseRoles;
import io.trunkline.tenancy.database.MigratorConnections;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Creates the tenants that are declared and missing, each in one transaction, and touches no
/// tenant that exists. What is wrong with one file is reported and stops nothing else.
@ApplicationScoped
public class TenantProvisioning {

    private static final Logger LOG = Logger.getLogger(TenantProvisioning.class);

    private final MigratorConnections connections;
    private final IdGenerator ids;
    private final TenantConfigProblems problems;

    @Inject
    public TenantProvisioning(
            MigratorConnections connections, IdGenerator ids, TenantConfigProblems problems) {
        this.connections = connections;
        this.ids = ids;
        this.problems = problems;
    }

    void start(@Observes @Priority(StartOrder.PROVISION) StartupEvent event, TenantsConfig config)
            throws SQLException {
        Optional<Path> folder = config.folder();
        if (folder.isEmpty()) {
            LOG.info("No trunkline.tenants.folder: no tenant is created");
            return;
        }
        createMissing(folder.get());
    }

    /// @return keys of the tenants created now
    public List<String> createMissing(Path folder) throws SQLException {
        Loaded loaded = new TenantConfigLoader().load(folder);
        report(loaded.problems());
        try (Connection connection = connections.open()) {
            DatabaseRoles roles = DatabaseRoles.of(connection);
            // Thousands are there at most starts, and one question finds the few that are not.
            Set<String> existing = existing(connection, roles, loaded.tenants());
            return loaded.tenants().stream()
                    .filter(tenant -> !existing.contains(tenant.key()))
                    .filter(tenant -> createIfMissing(connection, roles, tenant))
                    .map(TenantDeclaration::key)
                    .toList();
        }
    }

    private boolean createIfMissing(
            Connection connection, DatabaseRoles roles, TenantDeclaration tenant) {
        try {
            return Jdbi.open(connection)
                    .inTransaction(handle -> {
                        handle.execute("SET LOCAL ROLE \"" + roles.owner() + '"');
                        // Another node may have been quicker.
                        if (new TenantCreation(handle, ids, tenant).run(true).isEmpty()) {
                            return false;
                        }
                        LOG.infof("Created tenant %s", tenant.key());
                        return true;
                    });
        } catch (JdbiException e) {
            LOG.errorf(e, "Tenant %s was not created", tenant.key());
            problems.add(
                    List.of(
                            TenantConfigProblem.ofFile(
                                    "tenants/" + tenant.key() + ".yaml",
                                    Fault.NOT_CREATED,
                                    String.valueOf(e.getMessage()))));
            return false;
        }
    }

    private static Set<String> existing(
            Connection connection, DatabaseRoles roles, List<TenantDeclaration> declared) {
        return Jdbi.open(connection)
                .inTransaction(handle -> {
                    handle.execute("SET LOCAL ROLE \"" + roles.owner() + '"');
                    return handle.createQuery("SELECT key FROM trunkline.tenants_named(:keys)")
                            .bindArray(
                                    "keys",
                                    String.class,
                                    declared.stream().map(TenantDeclaration::key).toList())
                            .mapTo(String.class)
                            .set();
                });
    }

    private void report(List<TenantConfigProblem> found) {
        found.forEach(problem -> LOG.errorf("Left out: %s", problem));
        problems.add(found);
    }
}
