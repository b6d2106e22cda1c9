package io.trunkline.tenancy.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.change.Change;
import liquibase.change.core.RawSQLChange;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// What is read off a changelog before anything of it is run.
final class ChangeSets {

    private ChangeSets() {}

    static void refuseOtherThanSql(DatabaseChangeLog changelog) throws LiquibaseException {
        refuse(
                changelog,
                changeSet ->
                        !changeSet.getChanges().stream()
                                .allMatch(change ->
                                        change instanceof RawSQLChange
                                                || change instanceof SQLFileChange),
                "change sets may hold SQL and nothing else: ");
    }

    /// Those that are not run once and always.
    static void refuseConditional(DatabaseChangeLog changelog) throws LiquibaseException {
        refuse(
                changelog,
                changeSet ->
                        changeSet.isAlwaysRun()
                                || changeSet.isRunOnChange()
                                || asks(changeSet.getPreconditions())
                                || asks(changelog.getPreconditions()),
                "change sets may have no preconditions, runAlways or runOnChange: ");
    }

    /// An included file leaves an empty list of them.
    private static boolean asks(@Nullable Precondition precondition) {
        return precondition instanceof PreconditionLogic several
                ? several.getNestedPreconditions().stream().anyMatch(ChangeSets::asks)
                : precondition != null;
    }

    private static void refuse(
            DatabaseChangeLog changelog, Predicate<ChangeSet> refused, String reason)
            throws LiquibaseException {
        Set<String> names = new LinkedHashSet<>();
        for (ChangeSet changeSet : changelog.getChangeSets()) {
            if (refused.test(changeSet)) {
                names.add(changeSet.toString(false));
            }
        }
        if (!names.isEmpty()) {
            throw new LiquibaseException(reason + String.join(", ", names));
        }
    }

    static MigrationPlan plan(Liquibase liquibase) throws LiquibaseException {
        // Holds each change set that was run against its digest as well.
        List<ChangeSet> unrun =
                liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression());
        List<MigrationPlan.Step> done = new ArrayList<>();
        for (ChangeSet changeSet : liquibase.getDatabaseChangeLog().getChangeSets()) {
            if (liquibase.getDatabase().getRanChangeSet(changeSet) != null) {
                done.add(step(changeSet, liquibase.getDatabase()));
            }
        }
        List<MigrationPlan.Step> pending = new ArrayList<>();
        for (ChangeSet changeSet : unrun) {
            pending.add(step(changeSet, liquibase.getDatabase()));
        }
        return new MigrationPlan(done, pending);
    }

    private static MigrationPlan.Step step(ChangeSet changeSet, Database database) {
        List<String> statements = new ArrayList<>();
        for (Change change : changeSet.getChanges()) {
            Arrays.stream(
                            SqlGeneratorFactory.getInstance()
                                    .generateSql(change.generateStatements(database), database))
                    .map(Sql::toSql)
                    .forEach(statements::add);
        }
        return new MigrationPlan.Step(
                changeSet.toString(false), changeSet.isRunInTransaction(), statements);
    }
}
