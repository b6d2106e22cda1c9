package io.trunkline.pluginhost.internal.upgrade;

import io.trunkline.pluginhost.internal.upgrade.Finding.Kind;
import io.trunkline.pluginhost.internal.upgrade.Shape.Column;
import io.trunkline.pluginhost.internal.upgrade.Shape.Constraint;
import io.trunkline.pluginhost.internal.upgrade.Shape.Index;
import io.trunkline.pluginhost.internal.upgrade.Shape.Table;
import io.trunkline.pluginhost.internal.upgrade.Shape.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What changed between two states for whoever uses what was there at first. What the release makes
/// itself is its own: nobody relies on it yet.
///
/// @param base what the release before uses
/// @param before the earlier state
/// @param after the later one
record Comparison(Shape base, Shape before, Shape after) {

    private static final String LATER =
            "let the code stop using it, and take it away in a later release that states"
                    + " plugin.rollback-to";
    private static final String STATE =
            "state in plugin.rollback-to which release is the earliest that keeps to it";
    private static final String BESIDE =
            "add a new one beside it, let the code fill both, and take the old one away in a later"
                    + " release that states plugin.rollback-to";

    /// @param inTransaction whether what was run can be run in a transaction: what builds an index
    ///   without keeping writers out cannot
    List<Finding> findings(boolean inTransaction) {
        List<Finding> found = new ArrayList<>();
        for (Table old : base.tables().values()) {
            Table was = before.tables().get(old.id());
            if (was != null) {
                table(old, was, found);
            }
        }
        after.constraints().values().stream()
                .filter(made -> !before.constraints().containsKey(made.id()))
                .forEach(made -> madeConstraint(made, found));
        before.constraints().values().forEach(was -> lostConstraint(was, found));
        after.indexes().values().stream()
                .filter(made -> isNew(made))
                .forEach(made -> madeIndex(made, inTransaction, found));
        before.indexes().values().forEach(was -> lostIndex(was, found));
        base.views().forEach((name, columns) -> view(name, columns, found));
        for (String sequence : base.sequences()) {
            if (before.sequences().contains(sequence) && !after.sequences().contains(sequence)) {
                narrows("takes away sequence " + sequence, LATER, found);
            }
        }
        base.types().keySet().forEach(name -> type(name, found));
        return found;
    }

    private void table(Table old, Table was, List<Finding> found) {
        Table is = after.tables().get(old.id());
        if (is == null) {
            narrows("takes away table " + was.name(), LATER, found);
            return;
        }
        if (!is.name().equals(was.name())) {
            never("renames table %s to %s".formatted(was.name(), is.name()), BESIDE, found);
        }
        if (is.file() != was.file()) {
            never(
                    "writes table %s anew or empties it, while nobody can read it"
                            .formatted(is.name()),
                    "add a column with a constant default or none, and let the code fill it",
                    found);
        }
        if (is.heldToUnits() && !was.heldToUnits() || is.heldToOwner() && !was.heldToOwner()) {
            narrows(
                    "holds the rows of table %s to units or owners that releases before do not write"
                            .formatted(is.name()),
                    STATE,
                    found);
        }
        is.columns().values().forEach(column -> column(old, was, is, column, found));
        for (Column column : was.columns().values()) {
            if (old.columns().containsKey(column.number())
                    && !is.columns().containsKey(column.number())) {
                narrows(
                        "takes away column %s of table %s".formatted(column.name(), is.name()),
                        LATER,
                        found);
            }
        }
    }

    private void column(Table old, Table was, Table is, Column column, List<Finding> found) {
        String name = "column %s of table %s".formatted(column.name(), is.name());
        Column earlier = was.columns().get(column.number());
        boolean known = old.columns().containsKey(column.number());
        if (earlier == null) {
            if (column.required()) {
                never(
                        "adds %s, NOT NULL without a default".formatted(name),
                        "give it a constant default, or let it be null",
                        found);
            }
            return;
        }
        if (known && !earlier.name().equals(column.name())) {
            never(
                    "renames column %s of table %s to %s"
                            .formatted(earlier.name(), is.name(), column.name()),
                    BESIDE,
                    found);
        }
        if (known && !earlier.type().equals(column.type()) && !isText(earlier, column)) {
            narrows("changes the type of " + name, BESIDE, found);
        }
        if (known && !earlier.filling().equals(column.filling())) {
            narrows("changes how %s is filled".formatted(name), STATE, found);
        }
        boolean madeNotNull = column.notNull() && !earlier.notNull();
        if (madeNotNull && column.notNullChecked() && !isKnownNotNull(was, column)) {
            never(
                    "looks through all rows for %s to be NOT NULL, while nobody can use the table"
                            .formatted(name),
                    "ADD CONSTRAINT … NOT NULL … NOT VALID, and VALIDATE CONSTRAINT in a change set"
                            + " after it",
                    found);
        }
        if (madeNotNull && (known || column.required())) {
            narrows("makes %s NOT NULL".formatted(name), STATE, found);
        }
        if (earlier.hasDefault() && !column.hasDefault() && (known || column.required())) {
            narrows("takes away the default of " + name, STATE, found);
        }
    }

    /// PostgreSQL looks at no row where a constraint that holds says it already.
    private boolean isKnownNotNull(Table was, Column column) {
        String says = "CHECK ((%s IS NOT NULL))".formatted(column.name());
        return before.constraints().values().stream()
                .anyMatch(constraint ->
                        constraint.table() == was.id()
                                && constraint.validated()
                                && constraint.definition().equals(says));
    }

    private static boolean isText(Column earlier, Column column) {
        return earlier.type().equals("character varying") && column.type().equals("text");
    }

    private void madeConstraint(Constraint made, List<Finding> found) {
        Table table = Objects.requireNonNull(after.tables().get(made.table()));
        String name = "constraint %s to table %s".formatted(made.name(), table.name());
        if (base.tables().containsKey(made.table())) {
            boolean ofIndex = made.ofIndex();
            boolean indexWasThere = ofIndex && before.indexes().containsKey(made.index());
            if (ofIndex && !indexWasThere) {
                never(
                        "adds %s and builds its index while nobody can use the table"
                                .formatted(name),
                        "CREATE UNIQUE INDEX CONCURRENTLY in a change set with"
                                + " runInTransaction:false, then ADD CONSTRAINT … USING INDEX",
                        found);
            }
            if (!ofIndex && made.validated()) {
                never(
                        "adds %s and looks through all rows while nobody can write".formatted(name),
                        "add it NOT VALID, and VALIDATE CONSTRAINT in a change set after it",
                        found);
            }
            if (!indexWasThere && mayFail(made)) {
                narrows("adds " + name, STATE, found);
            }
        } else if (refersToWhatOthersDelete(made)) {
            narrows(
                    "adds %s, which keeps releases before from deleting what it refers to"
                            .formatted(name),
                    "write ON DELETE CASCADE, or " + STATE,
                    found);
        }
    }

    private boolean mayFail(Constraint made) {
        if (made.kind() == 'c') {
            Table old = Objects.requireNonNull(base.tables().get(made.table()));
            return made.columns().isEmpty()
                    || made.columns().stream().anyMatch(old.columns()::containsKey);
        }
        return !hasEmptyColumn(made.table(), made.columns());
    }

    private boolean refersToWhatOthersDelete(Constraint made) {
        Table target = made.target() == null ? null : base.tables().get(made.target());
        return target != null && !target.appendOnly() && !made.cascades();
    }

    /// Whether rows of releases before have no value in one of the columns: neither uniqueness nor
    /// a foreign key asks for anything then.
    private boolean hasEmptyColumn(long table, List<Integer> columns) {
        Map<Integer, Column> old = Objects.requireNonNull(base.tables().get(table)).columns();
        Map<Integer, Column> now = Objects.requireNonNull(after.tables().get(table)).columns();
        return columns.stream()
                .filter(number -> number > 0 && !old.containsKey(number))
                .map(now::get)
                .anyMatch(column ->
                        column != null
                                && !column.notNull()
                                && !column.hasDefault()
                                && column.filling().isEmpty());
    }

    private void lostConstraint(Constraint was, List<Finding> found) {
        Table table = after.tables().get(was.table());
        if (table == null || !base.constraints().containsKey(was.id()) || was.kind() == 'c') {
            return;
        }
        Constraint is = after.constraints().get(was.id());
        if (is == null) {
            narrows(
                    "takes away constraint %s of table %s".formatted(was.name(), table.name()),
                    LATER,
                    found);
        } else if (!is.name().equals(was.name())) {
            narrows(
                    "renames constraint %s of table %s".formatted(was.name(), table.name()),
                    STATE,
                    found);
        }
    }

    /// Not where the same one was built anew.
    private boolean isNew(Index made) {
        return !made.ofConstraint()
                && base.tables().containsKey(made.table())
                && !before.indexes().containsKey(made.id())
                && !definitions(before).contains(made.definition());
    }

    private void madeIndex(Index made, boolean inTransaction, List<Finding> found) {
        String table = Objects.requireNonNull(after.tables().get(made.table())).name();
        if (inTransaction) {
            never(
                    "builds index %s while nobody can write to table %s"
                            .formatted(made.name(), table),
                    "CREATE INDEX CONCURRENTLY, alone in a change set with runInTransaction:false",
                    found);
        }
        boolean free = made.nullsDistinct() && hasEmptyColumn(made.table(), made.columns());
        if (made.unique() && !free) {
            narrows("adds unique index %s to table %s".formatted(made.name(), table), STATE, found);
        }
    }

    private void lostIndex(Index was, List<Finding> found) {
        Table table = after.tables().get(was.table());
        if (table == null || was.ofConstraint() || !base.tables().containsKey(was.table())) {
            return;
        }
        Index is = after.indexes().get(was.id());
        boolean wasThere = definitions(base).contains(was.definition());
        if (wasThere && !definitions(after).contains(was.definition())) {
            narrows(
                    "takes away index %s of table %s".formatted(was.name(), table.name()),
                    LATER,
                    found);
        }
        Table tableWas = Objects.requireNonNull(before.tables().get(was.table()));
        if (is != null && is.file() != was.file() && table.file() == tableWas.file()) {
            never(
                    "builds index %s anew while nobody can write to table %s"
                            .formatted(was.name(), table.name()),
                    "REINDEX CONCURRENTLY, alone in a change set with runInTransaction:false",
                    found);
        }
    }

    private static Set<String> definitions(Shape shape) {
        return shape.indexes().values().stream().map(Index::definition).collect(Collectors.toSet());
    }

    private void view(String name, Map<String, String> columns, List<Finding> found) {
        Map<String, String> was = before.views().get(name);
        Map<String, String> is = after.views().get(name);
        if (was == null) {
            return;
        }
        if (is == null) {
            narrows("takes away view " + name, LATER, found);
            return;
        }
        columns.forEach((column, type) -> {
            if (type.equals(was.get(column)) && !type.equals(is.get(column))) {
                narrows(
                        "takes away column %s of view %s or changes its type"
                                .formatted(column, name),
                        LATER,
                        found);
            }
        });
    }

    private void type(String name, List<Finding> found) {
        Type was = before.types().get(name);
        if (was == null) {
            return;
        }
        Type is = after.types().get(name);
        if (is == null || !is.offers().containsAll(was.offers())) {
            narrows("takes away type %s or a part of it".formatted(name), LATER, found);
        } else if (!was.asks().containsAll(is.asks())) {
            narrows("asks more of values of type " + name, STATE, found);
        }
    }

    private static void never(String what, String instead, List<Finding> found) {
        found.add(new Finding(Kind.NEVER, what, instead));
    }

    private static void narrows(String what, String instead, List<Finding> found) {
        found.add(new Finding(Kind.NARROWING, what, instead));
    }
}
