package io.trunkline.pluginhost.internal.upgrade;

import io.trunkline.pluginhost.internal.upgrade.Shape.Column;
import io.trunkline.pluginhost.internal.upgrade.Shape.Constraint;
import io.trunkline.pluginhost.internal.upgrade.Shape.Index;
import io.trunkline.pluginhost.internal.upgrade.Shape.Table;
import io.trunkline.pluginhost.internal.upgrade.Shape.Type;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The statements behind [Shape].
final class ShapeQueries {

    private static final String TABLES =
            """
            SELECT c.oid::bigint AS id, c.relname, coalesce(pg_relation_filenode(c.oid), 0)::bigint AS file,
                   u.attnum IS NOT NULL AND d.marks !~ '\\mtenant-wide\\M' AS units,
                   u.attnum IS NOT NULL AND o.attnum IS NOT NULL AND d.marks !~ '\\mtenant-wide\\M' AS owner,
                   d.marks ~ '\\mappend-only\\M' AS append_only
              FROM pg_class c
              LEFT JOIN pg_attribute u ON u.attrelid = c.oid AND u.attname = 'org_unit_id' AND NOT u.attisdropped
              LEFT JOIN pg_attribute o ON o.attrelid = c.oid AND o.attname = 'owner_id' AND NOT o.attisdropped
              CROSS JOIN LATERAL (SELECT coalesce(substring(obj_description(c.oid, 'pg_class') FROM '^([^:]*):'), '')
                                      AS marks) AS d
             WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema) AND c.relkind IN ('r', 'p')
             ORDER BY c.oid
            """;

    private static final String COLUMNS =
            """
            SELECT c.oid::bigint AS relation, c.relname, c.relkind, a.attnum, a.attname, format_type(a.atttypid, NULL) AS type,
                   coalesce(nullif(a.atttypmod, -1)::text, '') AS length,
                   a.attnotnull, coalesce(n.convalidated, a.attnotnull) AS checked, a.atthasdef,
                   a.attidentity::text || a.attgenerated::text AS filling
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              LEFT JOIN pg_constraint n ON n.conrelid = c.oid AND n.contype = 'n' AND n.conkey = ARRAY[a.attnum]
             WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)
               AND c.relkind IN ('r', 'p', 'v', 'c')
             ORDER BY c.oid, a.attnum
            """;

    private static final String INDEXES =
            """
            SELECT i.oid::bigint AS id, x.indrelid::bigint AS relation, i.relname, x.indisunique, NOT x.indnullsnotdistinct
                       AS nulls_distinct,
                   replace(pg_get_indexdef(i.oid), ' INDEX ' || quote_ident(i.relname) || ' ON ', ' INDEX ON ') AS definition,
                   coalesce(pg_relation_filenode(i.oid), 0)::bigint AS file, string_to_array(x.indkey::text, ' ')::int[] AS columns,
                   EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.conrelid = x.indrelid
                              AND k.contype IN ('p', 'u', 'x')) AS of_constraint
              FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
             WHERE i.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)
             ORDER BY i.oid
            """;

    private static final String CONSTRAINTS =
            """
            SELECT k.oid::bigint AS id, k.conrelid::bigint AS relation, k.conname, k.contype::text, k.convalidated,
                   pg_get_constraintdef(k.oid) AS definition, k.conkey::int[] AS columns,
                   nullif(k.confrelid::bigint, 0) AS target, k.confdeltype = 'c' AS cascades,
                   nullif(k.conindid::bigint, 0) AS index
              FROM pg_constraint k
             WHERE k.connamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)
               AND k.conrelid <> 0 AND k.contype IN ('c', 'f', 'u', 'p', 'x')
             ORDER BY k.oid
            """;

    /// Those that go with a column are left out.
    private static final String SEQUENCES =
            """
            SELECT c.relname FROM pg_class c
             WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema) AND c.relkind = 'S'
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i')
                                  AND d.refobjsubid > 0)
            """;

    private static final String TYPES =
            """
            SELECT t.typname, format_type(nullif(t.typbasetype, 0), t.typtypmod) AS below, t.typnotnull,
                   ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels,
                   ARRAY(SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k WHERE k.contypid = t.oid) AS constraints
              FROM pg_type t
             WHERE t.typnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema) AND t.typtype IN ('e', 'd')
            """;

    private final Handle handle;
    private final String schema;

    ShapeQueries(Connection connection, String schema) {
        this.handle = Jdbi.open(connection);
        this.schema = schema;
    }

    Shape read() {
        Map<Long, Map<Integer, Column>> columns = new HashMap<>();
        Map<String, Map<String, String>> views = new TreeMap<>();
        Map<String, Type> types = new TreeMap<>();
        each(
                COLUMNS,
                row -> {
                    Column column = column(row);
                    String written = column.type() + " " + column.length();
                    switch (row.getString("relkind")) {
                        case "v" ->
                                views.computeIfAbsent(
                                                row.getString("relname"), name -> new HashMap<>())
                                        .put(column.name(), written);
                        case "c" ->
                                types.computeIfAbsent(
                                                row.getString("relname"),
                                                name -> new Type(new HashSet<>(), Set.of()))
                                        .offers()
                                        .add(column.name() + " " + written);
                        default ->
                                columns.computeIfAbsent(
                                                row.getLong("relation"), id -> new TreeMap<>())
                                        .put(column.number(), column);
                    }
                });
        each(TYPES, row -> types.put(row.getString("typname"), type(row)));
        Set<String> sequences = new HashSet<>();
        each(SEQUENCES, row -> sequences.add(row.getString(1)));
        return new Shape(tables(columns), indexes(), constraints(), views, sequences, types);
    }

    private Map<Long, Table> tables(Map<Long, Map<Integer, Column>> columns) {
        Map<Long, Table> tables = new TreeMap<>();
        each(
                TABLES,
                row -> {
                    long id = row.getLong("id");
                    tables.put(
                            id,
                            new Table(
                                    id,
                                    row.getString("relname"),
                                    row.getLong("file"),
                                    row.getBoolean("units"),
                                    row.getBoolean("owner"),
                                    row.getBoolean("append_only"),
                                    columns.getOrDefault(id, Map.of())));
                });
        return tables;
    }

    private Map<Long, Index> indexes() {
        Map<Long, Index> indexes = new TreeMap<>();
        each(
                INDEXES,
                row ->
                        indexes.put(
                                row.getLong("id"),
                                new Index(
                                        row.getLong("id"),
                                        row.getLong("relation"),
                                        row.getString("relname"),
                                        row.getString("definition"),
                                        row.getLong("file"),
                                        row.getBoolean("indisunique"),
                                        row.getBoolean("nulls_distinct"),
                                        row.getBoolean("of_constraint"),
                                        numbers(row.getArray("columns")))));
        return indexes;
    }

    private Map<Long, Constraint> constraints() {
        Map<Long, Constraint> constraints = new TreeMap<>();
        each(
                CONSTRAINTS,
                row ->
                        constraints.put(
                                row.getLong("id"),
                                new Constraint(
                                        row.getLong("id"),
                                        row.getLong("relation"),
                                        row.getString("conname"),
                                        row.getString("contype").charAt(0),
                                        row.getString("definition"),
                                        row.getBoolean("convalidated"),
                                        numbers(row.getArray("columns")),
                                        row.getObject("target", Long.class),
                                        row.getBoolean("cascades"),
                                        row.getObject("index", Long.class))));
        return constraints;
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(
                row.getInt("attnum"),
                row.getString("attname"),
                row.getString("type"),
                row.getString("length"),
                row.getBoolean("attnotnull"),
                row.getBoolean("checked"),
                row.getBoolean("atthasdef"),
                row.getString("filling"));
    }

    private static Type type(ResultSet row) throws SQLException {
        Set<String> offers = texts(row.getArray("labels"));
        Set<String> asks = texts(row.getArray("constraints"));
        String below = row.getString("below");
        if (below != null) {
            offers.add(below);
        }
        if (row.getBoolean("typnotnull")) {
            asks.add("NOT NULL");
        }
        return new Type(offers, asks);
    }

    private static List<Integer> numbers(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((Integer[]) array.getArray());
    }

    private static Set<String> texts(Array array) throws SQLException {
        return new HashSet<>(Arrays.asList((String[]) array.getArray()));
    }

    private interface Reading {
        void of(ResultSet row) throws SQLException;
    }

    private void each(String query, Reading reading) {
        try (Stream<Boolean> rows =
                handle
                        .createQuery(query)
                        .bind("schema", schema)
                        .map((row, context) -> {
                            reading.of(row);
                            return true;
                        })
                        .stream()) {
            rows.forEach(row -> {});
        }
    }
}
