package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import liquibase.Contexts;
import liquibase.GlobalConfiguration;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.change.Change;
import liquibase.change.core.RawSQLChange;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.logging.core.JavaLogService;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/// Brings a schema up to date by Liquibase change sets, as the schema's owner. Nodes that start
/// together wait for each other.
public final class Migrations {

    /// What is migrated.
    ///
    /// @param schema exists already and belongs to the owner
    /// @param owner the role the migrator becomes
    /// @param changelog place of the changelog in the loader
    /// @param parameters for `${name}` in the change sets
    public record Target(
            String schema, String owner, String changelog, Map<String, String> parameters) {

        public Target {
            parameters = Map.copyOf(parameters);
        }

        /// A core changelog.
        public static Target core(DatabaseRoles roles, String changelog) {
            return new Target("trunkline", roles.owner(), changelog, roles.parameters());
        }
    }

    private Migrations() {}

    /// @param migrator a fresh connection of the migrator's role in auto-commit; it stays open and
    ///   is the migrator's own again afterwards
    /// @param loader sees the changelog
    /// @throws MigrationException when a change set fails or is not SQL; earlier change sets stay
    public static void run(Connection migrator, Target target, ClassLoader loader) {
        try (Statement statement = migrator.createStatement()) {
            String lock = "hashtextextended('trunkline migration " + target.schema() + "', 0)";
            statement.execute("SELECT pg_advisory_lock(" + lock + ")");
            try {
                statement.execute("SET ROLE " + quoted(target.owner()));
                statement.execute("SET search_path TO " + quoted(target.schema()));
                update(migrator, target, loader);
            } finally {
                migrator.setAutoCommit(true);
                statement.execute("RESET ROLE");
                statement.execute("RESET search_path");
                statement.execute("SELECT pg_advisory_unlock(" + lock + ")");
            }
        } catch (SQLException e) {
            throw new MigrationException(target, e);
        }
    }

    private static void update(Connection connection, Target target, ClassLoader loader) {
        try (ResourceAccessor resources = new ClassLoaderResourceAccessor(loader)) {
            Map<String, Object> scope = new HashMap<>();
            scope.put(Scope.Attr.resourceAccessor.name(), resources);
            scope.put(Scope.Attr.ui.name(), new LoggerUIService());
            scope.put(Scope.Attr.logService.name(), new JavaLogService());
            scope.put(GlobalConfiguration.SHOW_BANNER.getKey(), false);
            // In tests a module's files can be on the class path both as classes and as a jar.
            scope.put(GlobalConfiguration.DUPLICATE_FILE_MODE.getKey(), "SILENT");
            Scope.child(scope, () -> updateInScope(connection, target, resources));
        } catch (Exception e) {
            throw new MigrationException(target, e);
        }
    }

    private static void updateInScope(
            Connection connection, Target target, ResourceAccessor resources)
            throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(connection));
        database.setDefaultSchemaName(target.schema());
        database.setLiquibaseSchemaName(target.schema());
        Liquibase liquibase = new Liquibase(target.changelog(), resources, database);
        target.parameters().forEach(liquibase::setChangeLogParameter);
        refuseOtherThanSql(liquibase.getDatabaseChangeLog());
        // It remembers "up to date" for the whole process, and would skip a newer version's
        // changes.
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        // Ours is the advisory lock, so a lock found here was left by a process that was killed.
        LockServiceFactory.getInstance().getLockService(database).forceReleaseLock();
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.update(new Contexts(), new LabelExpression());
    }

    private static void refuseOtherThanSql(DatabaseChangeLog changelog) throws LiquibaseException {
        Set<String> refused = new LinkedHashSet<>();
        for (ChangeSet changeSet : changelog.getChangeSets()) {
            for (Change change : changeSet.getChanges()) {
                if (!(change instanceof RawSQLChange || change instanceof SQLFileChange)) {
                    refused.add(changeSet.toString(false));
                }
            }
        }
        if (!refused.isEmpty()) {
            throw new LiquibaseException(
                    "change sets may hold SQL and nothing else: " + String.join(", ", refused));
        }
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
