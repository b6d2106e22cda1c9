package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The one place that writes row policies. After each migration it reads the catalogue and gives
/// every table the policy its columns ask for; no migration writes one.
///
/// A table with `tenant_id` shows a transaction the rows of its tenant; one with `org_unit_id` only
/// those of the org units it may reach, unless the table's comment begins with `tenant-wide`; one
/// that has `owner_id` as well only those the member owns, where the transaction is of someone who
/// reaches no others. Where nothing is set, reading raises an error. One whose comment begins with
/// `append-only` can be read and added to, not changed; one with `by-column` can be read, and
/// written as the migration that made it grants.
public final class RowSecurity {

    /// Who the policies are for.
    public enum Flavour {
        /// Core tables: the settings of the transaction, read directly, which costs least.
        CORE(
                "current_setting('trunkline.tenant')::int",
                "current_setting('trunkline.units')::bigint[]",
                "current_setting('trunkline.own')::bigint"),
        /// Tables of plugins: functions that believe the settings only as the platform sealed them.
        /// A plugin's SQL could set them itself.
        PLUGIN("trunkline.tenant()", "trunkline.units()", "trunkline.own()");

        private final String tenant;
        private final String units;
        private final String own;

        Flavour(String tenant, String units, String own) {
            this.tenant = tenant;
            this.units = units;
            this.own = own;
        }

        String expression(SchemaTable table) {
            String tenantColumn = table.tenantType() == null ? "id" : "tenant_id";
            String sameTenant = tenantColumn + " = (SELECT " + tenant + ")";
            if (!table.heldToUnits()) {
                return sameTenant;
            }
            String withinReach =
                    sameTenant + " AND org_unit_id = ANY ((SELECT " + units + ")::bigint[])";
            return table.heldToOwner()
                    ? withinReach
                            // Not an OR, of which the planner expects one row in two hundred: with
                            // few
                            // rows to come it sorts a district's customers for a page of them.
                            + " AND CASE WHEN (SELECT %1$s) = 0 THEN true ELSE owner_id = (SELECT %1$s) END"
                                    .formatted(own)
                    : withinReach;
        }
    }

    private static final String POLICY = "tenant";

    private RowSecurity() {}

    /// Enables and forces row security, writes missing and differing policies, and grants the
    /// serving roles what they need. Locks only tables that differ; repeating it changes nothing.
    ///
    /// @param migrator a connection of the migrator's role in auto-commit
    /// @param owner the schema's owner, which the migrator becomes meanwhile
    /// @param serving roles that read and write the schema's rows
    public static void apply(
            Connection migrator,
            String schema,
            String owner,
            Flavour flavour,
            Collection<String> serving)
            throws SQLException {
        migrator.setAutoCommit(false);
        try (Statement statement = migrator.createStatement()) {
            if (flavour == Flavour.PLUGIN) {
                letVerify(statement, owner, serving);
            }
            statement.execute("SET LOCAL ROLE " + Migrations.quoted(owner));
            for (String role : serving) {
                statement.execute(
                        "GRANT USAGE ON SCHEMA %s TO %s"
                                .formatted(Migrations.quoted(schema), Migrations.quoted(role)));
            }
            for (SchemaTable table : SchemaTable.of(migrator, schema)) {
                if (needsPolicy(table)) {
                    protect(statement, schema, table, flavour);
                }
                if (table.tenantType() != null) {
                    grant(statement, schema, table, serving);
                }
            }
            migrator.commit();
        } catch (SQLException e) {
            migrator.rollback();
            throw e;
        } finally {
            migrator.setAutoCommit(true);
        }
    }

    /// The policies of a plugin call the definer functions, which are open to this group alone.
    private static void letVerify(Statement statement, String owner, Collection<String> serving)
            throws SQLException {
        String group = DatabaseRoles.of(statement.getConnection()).plugins();
        List<String> members = new ArrayList<>(serving);
        members.add(owner);
        for (String member : members) {
            statement.execute(
                    "GRANT %s TO %s"
                            .formatted(Migrations.quoted(group), Migrations.quoted(member)));
        }
    }

    static boolean needsPolicy(SchemaTable table) {
        return table.tenantType() != null
                || (table.name().equals("tenant") && table.has(SchemaTable.PLATFORM));
    }

    /// How PostgreSQL writes down the policy this table should have, as [SchemaTable#policies()].
    static List<String> expectedPolicies(SchemaTable table, Flavour flavour) {
        String expression = asWrittenDown(table, flavour);
        return List.of(String.join("|", POLICY, "t", "*", "{0}", expression, expression));
    }

    private static void protect(
            Statement statement, String schema, SchemaTable table, Flavour flavour)
            throws SQLException {
        String name = Migrations.quoted(schema) + "." + Migrations.quoted(table.name());
        if (!table.rowSecurity()) {
            statement.execute("ALTER TABLE " + name + " ENABLE ROW LEVEL SECURITY");
        }
        if (!table.forced()) {
            statement.execute("ALTER TABLE " + name + " FORCE ROW LEVEL SECURITY");
        }
        if (table.policies().equals(expectedPolicies(table, flavour))) {
            return;
        }
        for (String policy : table.policies()) {
            String old = policy.substring(0, policy.indexOf('|'));
            statement.execute("DROP POLICY " + Migrations.quoted(old) + " ON " + name);
        }
        String expression = flavour.expression(table);
        statement.execute(
                "CREATE POLICY %s ON %s USING (%s) WITH CHECK (%s)"
                        .formatted(POLICY, name, expression, expression));
    }

    private static void grant(
            Statement statement, String schema, SchemaTable table, Collection<String> serving)
            throws SQLException {
        String rights = rights(table);
        for (String role : serving) {
            if (!holds(statement, schema, table.name(), role, rights)) {
                statement.execute(
                        "GRANT %s ON %s.%s TO %s"
                                .formatted(
                                        rights,
                                        Migrations.quoted(schema),
                                        Migrations.quoted(table.name()),
                                        Migrations.quoted(role)));
            }
        }
    }

    private static String rights(SchemaTable table) {
        if (table.has(SchemaTable.BY_COLUMN)) {
            return "SELECT";
        }
        return table.has(SchemaTable.APPEND_ONLY)
                ? "SELECT, INSERT"
                : "SELECT, INSERT, UPDATE, DELETE";
    }

    private static boolean holds(
            Statement statement, String schema, String table, String role, String rights)
            throws SQLException {
        String name = Migrations.quoted(schema) + "." + Migrations.quoted(table);
        StringBuilder query = new StringBuilder("SELECT true");
        for (String right : rights.split(", ", -1)) {
            query.append(
                    " AND has_table_privilege('%s', '%s', '%s')"
                            .formatted(role, name.replace("'", "''"), right));
        }
        try (ResultSet row = statement.executeQuery(query.toString())) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String asWrittenDown(SchemaTable table, Flavour flavour) {
        String column = table.tenantType() == null ? "id" : "tenant_id";
        String tenant =
                flavour == Flavour.CORE
                        ? "( SELECT (current_setting('trunkline.tenant'::text))::integer AS current_setting)"
                        : "( SELECT trunkline.tenant() AS tenant)";
        String units =
                flavour == Flavour.CORE
                        ? "( SELECT (current_setting('trunkline.units'::text))::bigint[] AS current_setting)::bigint[]"
                        : "( SELECT trunkline.units() AS units)::bigint[]";
        String sameTenant = "(" + column + " = " + tenant + ")";
        if (!table.heldToUnits()) {
            return sameTenant;
        }
        String withinReach = sameTenant + " AND (org_unit_id = ANY (" + units + "))";
        if (!table.heldToOwner()) {
            return "(" + withinReach + ")";
        }
        String own =
                flavour == Flavour.CORE
                        ? "( SELECT (current_setting('trunkline.own'::text))::bigint AS current_setting)"
                        : "( SELECT trunkline.own() AS own)";
        return """
        (%s AND
        CASE
            WHEN (%s = 0) THEN true
            ELSE (owner_id = %s)
        END)\
        """
                .formatted(withinReach, own, own);
    }
}
