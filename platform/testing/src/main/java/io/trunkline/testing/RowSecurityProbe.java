package io.trunkline.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Tries to get at another tenant's rows of every table and view of a schema, by statements without
/// any tenant predicate. Whatever is in the catalogue is probed, so new tables are too. Everything
/// is rolled back.
///
/// Give both tenants rows in every table first: [#emptyTables] says where there are none.
///
/// @param connection of the role that serves the schema, in auto-commit
/// @param tenant whose transaction it is
/// @param units every org unit of that tenant
/// @param other the tenant whose rows it must not reach
public record RowSecurityProbe(
        Connection connection, int tenant, Collection<Long> units, int other) {

    private static final String RELATIONS =
            """
            SELECT c.relname, c.relkind = 'v',
                   EXISTS (SELECT FROM pg_attribute u WHERE u.attrelid = c.oid AND u.attname = 'org_unit_id')
                   AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT LIKE 'tenant-wide%',
                   (SELECT string_agg(quote_ident(w.attname), ',' ORDER BY w.attnum) FROM pg_attribute w
                     WHERE w.attrelid = c.oid AND w.attnum > 0 AND NOT w.attisdropped
                       AND w.attgenerated = '' AND w.attidentity <> 'a'),
                   format('%I.%I', n.nspname, c.relname)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
             WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v')
               AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
             ORDER BY c.relname
            """;

    private static final String REFUSED = "42501";

    private record Relation(
            String label, boolean view, boolean heldToUnits, String columns, String name) {}

    /// One sentence for each statement that reached further than it may; empty when none did.
    public List<String> violations(String schema) throws SQLException {
        List<String> found = new ArrayList<>();
        for (Relation relation : relations(schema)) {
            probeReading(relation, found);
            if (!relation.view()) {
                probeWriting(relation, found);
            }
        }
        return found;
    }

    /// Names of tables in which the tenant has no row, so that nothing was proven there.
    public List<String> emptyTables(String schema) throws SQLException {
        List<String> found = new ArrayList<>();
        for (Relation relation : relations(schema)) {
            String query = "SELECT count(*) FROM " + relation.name();
            if (inTenant(allUnits(), statement -> number(statement, query)) == 0) {
                found.add(relation.label());
            }
        }
        return found;
    }

    private void probeReading(Relation relation, List<String> found) throws SQLException {
        String strangers =
                "SELECT count(*) FROM (SELECT tenant_id FROM %s) AS seen WHERE tenant_id <> %d"
                        .formatted(relation.name(), tenant);
        if (inTenant(allUnits(), statement -> number(statement, strangers)) > 0) {
            found.add(relation.label() + ": rows of another tenant are seen");
        }
        String all = "SELECT count(*) FROM " + relation.name();
        if (relation.heldToUnits() && inTenant("{}", statement -> number(statement, all)) > 0) {
            found.add(relation.label() + ": rows are seen without any org unit");
        }
        if (seenWithoutTenant(all) > 0) {
            found.add(relation.label() + ": rows are seen without a tenant");
        }
    }

    private void probeWriting(Relation relation, List<String> found) throws SQLException {
        String name = relation.name();
        String mine = "SELECT count(*) FROM %s WHERE tenant_id = %d".formatted(name, tenant);
        long own = inTenant(allUnits(), statement -> number(statement, mine));
        expectAtMost(own, "UPDATE %s SET tenant_id = tenant_id".formatted(name), relation, found);
        expectAtMost(own, "DELETE FROM " + name, relation, found);
        expectAtMost(
                0, "DELETE FROM %s WHERE tenant_id = %d".formatted(name, other), relation, found);
        expectAtMost(0, "UPDATE %s SET tenant_id = %d".formatted(name, other), relation, found);
        expectAtMost(
                0,
                """
                INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE
                SELECT %2$s FROM (SELECT (jsonb_populate_record(t, jsonb_build_object('tenant_id', %3$d))).*
                                    FROM %1$s t LIMIT 1) AS moved
                """
                        .formatted(name, relation.columns(), other),
                relation,
                found);
    }

    private void expectAtMost(long most, String sql, Relation relation, List<String> found)
            throws SQLException {
        try {
            long changed = inTenant(allUnits(), statement -> (long) statement.executeUpdate(sql));
            if (changed > most) {
                found.add(relation.label() + ": " + changed + " rows changed by: " + sql.strip());
            }
        } catch (SQLException e) {
            // Refused by policy, right or a foreign key: nothing was changed. Anything else is a
            // probe that did not probe.
            String state = String.valueOf(e.getSQLState());
            if (!state.equals(REFUSED) && !state.startsWith("23")) {
                throw e;
            }
        }
    }

    private List<Relation> relations(String schema) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RELATIONS)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    relations.add(
                            new Relation(
                                    schema + "." + row.getString(1),
                                    row.getBoolean(2),
                                    row.getBoolean(3),
                                    row.getString(4),
                                    row.getString(5)));
                }
            }
        }
        return relations;
    }

    private long seenWithoutTenant(String query) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            return number(statement, query);
        } catch (SQLException e) {
            return 0;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private String allUnits() {
        return units.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private long inTenant(String reach, Attempt attempt) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT set_config('trunkline.tenant', '%d', true), set_config('trunkline.units', '%s', true), set_config('trunkline.member', '', true), set_config('trunkline.own', '0', true)"
                            .formatted(tenant, reach));
            return attempt.on(statement);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        long on(Statement statement) throws SQLException;
    }
}
