package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import liquibase.Contexts;
import liquibase.GlobalConfiguration;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
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
        try (Turn _ = Turn.take(migrator, "trunkline migration " + target.schema());
                Statement statement = migrator.createStatement()) {
            try {
                statement.execute("SET ROLE " + quoted(target.owner()));
                statement.execute("SET search_path TO " + quoted(target.schema()));
                UnfinishedIndexes.drop(migrator, target.schema());
                update(migrator, target, loader);
            } finally {
                migrator.setAutoCommit(true);
                statement.execute("RESET ROLE");
                statement.execute("RESET search_path");
            }
        } catch (SQLException e) {
            throw new MigrationException(target, e);
        }
    }

    /// Reads what would be run, without running it. For changelogs whose every change set is run
    /// once: others cannot be looked at before.
    ///
    /// @param owner a connection of the schema's owner in auto-commit; whoever else migrates the
    ///   schema has to be kept out meanwhile
    /// @throws MigrationException also when a change set that was run has been changed since
    public static MigrationPlan plan(Connection owner, Target target, ClassLoader loader) {
        AtomicReference<MigrationPlan> plan = new AtomicReference<>();
        try (Statement statement = owner.createStatement()) {
            statement.execute("SET search_path TO " + quoted(target.schema()));
            inScope(
                    owner,
                    target,
                    loader,
                    liquibase -> {
                        ChangeSets.refuseConditional(liquibase.getDatabaseChangeLog());
                        plan.set(ChangeSets.plan(liquibase));
                    });
            owner.setAutoCommit(true);
            statement.execute("RESET search_path");
        } catch (SQLException e) {
            throw new MigrationException(target, e);
        }
        return Objects.requireNonNull(plan.get());
    }

    private interface Work {
        void with(Liquibase liquibase) throws LiquibaseException;
    }

    private static void update(Connection connection, Target target, ClassLoader loader) {
        inScope(connection, target, loader, liquibase -> update(liquibase));
    }

    private static void inScope(
            Connection connection, Target target, ClassLoader loader, Work work) {
        try (ResourceAccessor resources = new ClassLoaderResourceAccessor(loader)) {
            Map<String, Object> scope = new HashMap<>();
            scope.put(Scope.Attr.resourceAccessor.name(), resources);
            scope.put(Scope.Attr.ui.name(), new LoggerUIService());
            scope.put(Scope.Attr.logService.name(), new JavaLogService());
            scope.put(GlobalConfiguration.SHOW_BANNER.getKey(), false);
            // In tests a module's files can be on the class path both as classes and as a jar.
            scope.put(GlobalConfiguration.DUPLICATE_FILE_MODE.getKey(), "SILENT");
            Scope.child(scope, () -> work.with(liquibase(connection, target, resources)));
        } catch (Exception e) {
            throw new MigrationException(target, e);
        }
    }

    private static Liquibase liquibase(
            Connection connection, Target target, ResourceAccessor resources)
            throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(connection));
        database.setDefaultSchemaName(target.schema());
        database.setLiquibaseSchemaName(target.schema());
        Liquibase liquibase = new Liquibase(target.changelog(), resources, database);
        target.parameters().forEach(liquibase::setChangeLogParameter);
        ChangeSets.refuseOtherThanSql(liquibase.getDatabaseChangeLog());
        return liquibase;
    }

    private static void update(Liquibase liquibase) throws LiquibaseException {
        // It remembers "up to date" for the whole process, and would skip a newer version's
        // changes.
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        // Turns are taken by an advisory lock, so a lock found here was left by a process that was
        // killed.
        LockServiceFactory.getInstance().getLockService(liquibase.getDatabase()).forceReleaseLock();
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.update(new Contexts(), new LabelExpression());
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
