package io.trunkline.pluginhost.internal.upgrade;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.internal.upgrade.Finding.Kind;
import io.trunkline.tenancy.database.MigrationPlan;
import io.trunkline.tenancy.database.MigrationPlan.Step;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs a release's change sets in an empty schema and looks at what each statement did there:
/// first those that were run in the plugin's own schema, then, watched, those that are to come.
/// What is looked at is the catalogue and the locks that were taken, so nothing hides in a `DO`
/// block.
public final class Rehearsal {

    /// What may not be done in a transaction.
    private static final String NO_TRANSACTION = "25001";

    private static final String ROWS_CHANGED =
            """
            SELECT c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
             WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.mode = 'RowExclusiveLock'
               AND c.oid::bigint = ANY (?)
            """;

    private final Connection connection;
    private final String schema;
    private final Pattern own;
    private final List<Observation> observed = new ArrayList<>();
    private @Nullable Shape base;

    /// @param connection of the owner of the empty schema, who may do what the plugin's owner may
    ///   elsewhere and nothing in the plugin's own schema; in auto-commit
    /// @param own the plugin's own schema: where a statement names it, the empty one is meant
    public Rehearsal(Connection connection, String schema, String own) {
        this.connection = connection;
        this.schema = schema;
        this.own = Pattern.compile("(?<![\\w$])" + Pattern.quote(own) + "(?![\\w$])");
    }

    /// @param statement as it was run
    private record Observation(Step step, String statement, Finding finding) {

        String text() {
            return "%s, \"%s\" %s: %s"
                    .formatted(
                            step.name(),
                            Statements.shown(statement),
                            finding.what(),
                            finding.instead());
        }
    }

    /// What came of it, in one sentence for each statement.
    ///
    /// @param refused what no release may do to tables that were there
    /// @param narrowing what one may do that states which release is the earliest that can still
    ///   run
    public record Outcome(List<String> refused, List<String> narrowing) {}

    /// @throws RefusedException when a statement fails
    public Outcome of(MigrationPlan plan) throws RefusedException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + schema);
        }
        for (Step step : plan.done()) {
            repeat(step);
        }
        base = Shape.read(connection, schema);
        for (Step step : plan.pending()) {
            watch(step);
        }
        return new Outcome(texts(Kind.NEVER), texts(Kind.NARROWING));
    }

    private List<String> texts(Kind kind) {
        return observed.stream()
                .filter(one -> one.finding().kind() == kind)
                .map(Observation::text)
                .toList();
    }

    private void repeat(Step step) throws RefusedException, SQLException {
        connection.setAutoCommit(!step.inTransaction());
        for (String statement : step.statements()) {
            try {
                execute(statement);
            } catch (SQLException e) {
                throw failed(step, statement, e);
            }
        }
        connection.setAutoCommit(true);
    }

    private void execute(String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(own.matcher(statement).replaceAll(schema));
        }
    }

    private void watch(Step step) throws RefusedException, SQLException {
        Shape first = Shape.read(connection, schema);
        Shape before = first;
        List<Observation> seen = new ArrayList<>();
        connection.setAutoCommit(false);
        for (String statement : step.statements()) {
            Statements.find(statement)
                    .ifPresent(finding -> observed.add(new Observation(step, statement, finding)));
            Set<String> changed = changedRows();
            boolean inTransaction = run(step, statement);
            Set<String> changedNow = changedRows();
            changedNow.removeAll(changed);
            changedNow.forEach(
                    table -> observed.add(new Observation(step, statement, rows(table))));
            Shape after = Shape.read(connection, schema);
            new Comparison(base(), before, after)
                    .findings(inTransaction)
                    .forEach(finding -> seen.add(new Observation(step, statement, finding)));
            before = after;
            if (!step.inTransaction()) {
                connection.commit();
            }
        }
        connection.setAutoCommit(true);
        if (step.inTransaction()) {
            observed.addAll(left(step, seen, new Comparison(base(), first, before)));
        } else {
            observed.addAll(seen);
        }
    }

    /// Others see a change set that is a transaction as a whole: what one of its statements does
    /// and a later one takes back does not count, and what only all of them do does.
    private static List<Observation> left(Step step, List<Observation> seen, Comparison inTheEnd) {
        Set<String> left =
                inTheEnd.findings(true).stream().map(Finding::what).collect(Collectors.toSet());
        List<Observation> kept = new ArrayList<>();
        for (Observation one : seen) {
            if (left.contains(one.finding().what())) {
                kept.add(one);
            }
        }
        Set<String> known =
                seen.stream().map(one -> one.finding().what()).collect(Collectors.toSet());
        inTheEnd.findings(false).stream()
                .filter(finding -> !known.contains(finding.what()))
                .forEach(finding ->
                        kept.add(new Observation(step, step.statements().getLast(), finding)));
        return kept;
    }

    private Shape base() {
        Shape known = base;
        if (known == null) {
            throw new IllegalStateException("nothing was repeated yet");
        }
        return known;
    }

    private static Finding rows(String table) {
        return new Finding(
                Kind.NEVER,
                "changes rows of table %s, which row security keeps from migrations"
                        .formatted(table),
                "let the code do it, tenant by tenant");
    }

    /// @return whether it can be run in a transaction
    private boolean run(Step step, String statement) throws RefusedException, SQLException {
        try {
            execute(statement);
            return true;
        } catch (SQLException e) {
            if (step.inTransaction() || !NO_TRANSACTION.equals(e.getSQLState())) {
                throw failed(step, statement, e);
            }
        }
        connection.rollback();
        connection.setAutoCommit(true);
        try {
            execute(statement);
        } catch (SQLException e) {
            throw failed(step, statement, e);
        }
        connection.setAutoCommit(false);
        return false;
    }

    private static RefusedException failed(Step step, String statement, SQLException e) {
        String advice =
                NO_TRANSACTION.equals(e.getSQLState())
                        ? "; give the change set runInTransaction:false"
                        : "";
        return new RefusedException(
                "%s, \"%s\" fails in an empty schema: %s%s"
                        .formatted(
                                step.name(), Statements.shown(statement), e.getMessage(), advice),
                e);
    }

    /// Those that were there before the release.
    private Set<String> changedRows() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ROWS_CHANGED)) {
            Array tables = connection.createArrayOf("int8", base().tables().keySet().toArray());
            query.setArray(1, tables);
            Set<String> names = new TreeSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        }
    }
}
