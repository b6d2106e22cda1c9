package io.trunkline.pluginhost.internal.database;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.pluginhost.internal.upgrade.Rehearsal;
import io.trunkline.pluginhost.internal.upgrade.Upgrade;
import io.trunkline.tenancy.DatabaseConfig;
import io.trunkline.tenancy.database.DatabaseRoles;
import io.trunkline.tenancy.database.MigrationException;
import io.trunkline.tenancy.database.MigrationPlan;
import io.trunkline.tenancy.database.Migrations;
import io.trunkline.tenancy.database.MigratorConnections;
import io.trunkline.tenancy.database.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.ds.PGSimpleDataSource;

/// Gives each plugin its part of the database, brought up to date and checked.
@ApplicationScoped
public class PluginDatabases {

    /// Where a plugin's migrations begin.
    private static final String CHANGELOG = "db/changelog.yaml";

    /// Longer than most migrations take. Who is refused comes again.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PluginsConfig config;
    private final String url;
    private final DatabaseConfig.Migrator migrator;

    PluginDatabases(
            PluginsConfig config,
            DatabaseConfig database,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
        this.config = config;
        this.url = url;
        this.migrator = database.migrator();
    }

    /// Makes schema and roles where they are missing, looks at what migrations would do to tables
    /// that another release uses, migrates, applies the row policies and checks the rules, one node
    /// after the other. Whatever a killed one had done of it is gone on with.
    ///
    /// @param loader sees the plugin's `db/`
    /// @throws RefusedException when a change set fails or would harm another release, the schema
    ///   breaks a rule, or another node takes long
    public void prepare(Release release, ClassLoader loader) throws RefusedException {
        try (Connection connection = connect(migrator.username(), migrator.password())) {
            PluginRoles roles = roles(connection, release.manifest().id());
            PluginSchema schema = new PluginSchema(connection, roles);
            schema.create();
            try (Turn _ = turn(connection, roles)) {
                bring(release, loader, connection, roles, schema);
            }
        } catch (SQLException e) {
            throw new RefusedException("its schema cannot be prepared: " + e.getMessage(), e);
        } catch (MigrationException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Turn turn(Connection connection, PluginRoles roles)
            throws SQLException, RefusedException {
        return Turn.take(connection, "trunkline tables " + roles.schema(), PATIENCE)
                .orElseThrow(() ->
                        new RefusedException(
                                "its tables are being migrated, here or by another node"));
    }

    private void bring(
            Release release,
            ClassLoader loader,
            Connection connection,
            PluginRoles roles,
            PluginSchema schema)
            throws SQLException, RefusedException {
        // As a node that was killed while it rehearsed left it.
        schema.dropTrial();
        KeptTables kept = new KeptTables(connection, roles);
        kept.requireFit(release.manifest());
        if (loader.getResource(CHANGELOG) != null) {
            // As the owner signed in by itself: SQL of a plugin must not be able to step back into
            // the migrator's role.
            try (Connection owner = ownersConnection(roles.owner(), roles)) {
                Migrations.Target target =
                        new Migrations.Target(roles.schema(), roles.owner(), CHANGELOG, Map.of());
                MigrationPlan plan = Migrations.plan(owner, target, loader);
                boolean upgrade = !plan.done().isEmpty() && !plan.pending().isEmpty();
                if (upgrade) {
                    rehearse(release, plan, roles, schema);
                }
                kept.narrow(release, upgrade);
                Migrations.run(owner, target, loader);
            }
        }
        List<String> broken = schema.secure();
        if (!broken.isEmpty()) {
            throw broken(broken);
        }
        kept.brought(release.manifest());
    }

    /// Beside the plugin's own schema, which others use.
    private void rehearse(
            Release release, MigrationPlan plan, PluginRoles roles, PluginSchema schema)
            throws SQLException, RefusedException {
        schema.createTrial();
        try {
            Rehearsal.Outcome outcome;
            String owner = roles.trialOwner();
            try (Connection trial = ownersConnection(owner, roles)) {
                outcome = new Rehearsal(trial, roles.trialSchema(), roles.schema()).of(plan);
            }
            Upgrade.check(release, outcome);
            List<String> broken = schema.secureTrial();
            if (!broken.isEmpty()) {
                throw broken(broken);
            }
        } finally {
            schema.dropTrial();
        }
    }

    private static RefusedException broken(List<String> rules) {
        return new RefusedException("its tables break rules: " + String.join("; ", rules));
    }

    /// The schema of a plugin's tables.
    public static String schema(String pluginId) {
        return "plugin_" + pluginId.replace('-', '_');
    }

    /// Ends schema, tables and roles. Nothing of the plugin may run.
    public void drop(String pluginId) {
        try (Connection connection = connect(migrator.username(), migrator.password())) {
            new PluginSchema(connection, roles(connection, pluginId)).drop();
        } catch (SQLException e) {
            throw new IllegalStateException("the data of " + pluginId + " cannot be dropped", e);
        }
    }

    public PluginPool pool(String pluginId) throws RefusedException {
        try (Connection connection = connect(migrator.username(), migrator.password())) {
            PluginRoles roles = roles(connection, pluginId);
            return new PluginPool(
                    url,
                    roles,
                    config.poolSize(),
                    config.poolWait(),
                    config.callLimit(),
                    () -> restoreRole(pluginId));
        } catch (SQLException e) {
            throw new RefusedException("its pool cannot be opened: " + e.getMessage(), e);
        }
    }

    private void restoreRole(String pluginId) throws SQLException {
        try (Connection connection = connect(migrator.username(), migrator.password())) {
            new PluginSchema(connection, roles(connection, pluginId)).restoreRole();
        }
    }

    private PluginRoles roles(Connection connection, String pluginId) throws SQLException {
        return new PluginRoles(
                DatabaseRoles.of(connection),
                pluginId,
                config.secret().orElseGet(migrator::password));
    }

    /// People work meanwhile: an index is built by one process of the database and not by as many
    /// as there are processors.
    private Connection ownersConnection(String owner, PluginRoles roles) throws SQLException {
        Connection connection = MigrationConnections.of(connect(owner, roles.password(owner)));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET max_parallel_maintenance_workers = 0");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection connect(String user, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        Connection connection = source.getConnection();
        MigratorConnections.endWithProcess(connection);
        return connection;
    }
}
