package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// What a plugin's schema must not hold besides: whatever would run as the tables' owner, or open
/// them otherwise than the platform does. The owner could take row security off.
final class PluginRules {

    private record Query(String sql, String sentence) {}

    /// Each finds what breaks a rule; its columns fill the sentence.
    private static final List<Query> QUERIES =
            List.of(
                    new Query(
                            """
                            SELECT p.oid::regprocedure::text FROM pg_proc p
                             WHERE p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
                             ORDER BY 1
                            """,
                            "%s is a function: they are not allowed, since some run as the tables' owner"),
                    new Query(
                            """
                            SELECT o.oid::regoperator::text FROM pg_operator o
                             WHERE o.oprnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
                             ORDER BY 1
                            """,
                            "%s is an operator: they are not allowed"),
                    new Query(
                            """
                            SELECT c.relname, r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
                             WHERE c.relkind NOT IN ('v', 'm')
                               AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
                             ORDER BY 1, 2
                            """,
                            "table %s has the rule %s: rules are not allowed"));

    /// Rights that the platform did not give; parameters: the schema, the serving roles.
    private static final List<Query> RIGHTS =
            List.of(
                    new Query(
                            """
                            SELECT a.privilege_type, c.relname, a.grantee
                              FROM pg_class c
                              JOIN LATERAL (SELECT privilege_type, grantee FROM aclexplode(c.relacl)
                                            UNION
                                            SELECT x.privilege_type, x.grantee
                                              FROM pg_attribute t, aclexplode(t.attacl) x
                                             WHERE t.attrelid = c.oid) AS raw ON raw.grantee <> c.relowner
                              JOIN LATERAL (SELECT raw.privilege_type, CASE raw.grantee WHEN 0 THEN 'everyone'
                                                   ELSE pg_get_userbyid(raw.grantee) END AS grantee) AS a ON true
                             WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
                               AND (a.grantee <> ALL (?)
                                    OR a.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE'))
                             ORDER BY 2, 1
                            """,
                            "%s on %s was granted to %s: the platform grants what is needed"),
                    new Query(
                            """
                            SELECT a.privilege_type, n.nspname, a.grantee
                              FROM pg_namespace n
                              JOIN LATERAL aclexplode(n.nspacl) AS raw ON raw.grantee <> n.nspowner
                              JOIN LATERAL (SELECT raw.privilege_type, CASE raw.grantee WHEN 0 THEN 'everyone'
                                                   ELSE pg_get_userbyid(raw.grantee) END AS grantee) AS a ON true
                             WHERE n.nspname = ? AND (a.grantee <> ALL (?) OR a.privilege_type <> 'USAGE')
                             ORDER BY 1
                            """,
                            "%s on schema %s was granted to %s: the platform grants what is needed"));

    private static final String DEFAULTS =
            """
            SELECT pg_get_userbyid(d.defaclrole) FROM pg_default_acl d
             WHERE d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = ?)
            """;

    private PluginRules() {}

    static void check(
            Connection connection,
            String schema,
            String owner,
            Collection<String> serving,
            List<String> found)
            throws SQLException {
        for (Query query : QUERIES) {
            try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
                statement.setString(1, schema);
                collect(statement, query.sentence(), found);
            }
        }
        for (Query query : RIGHTS) {
            try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
                statement.setString(1, schema);
                statement.setArray(2, connection.createArrayOf("name", serving.toArray()));
                collect(statement, query.sentence(), found);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(DEFAULTS)) {
            statement.setString(1, owner);
            collect(statement, "%s has default privileges: they are not allowed", found);
        }
    }

    private static void collect(PreparedStatement statement, String sentence, List<String> found)
            throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                Object[] names = new Object[columns];
                for (int column = 0; column < columns; column++) {
                    names[column] = row.getString(column + 1);
                }
                found.add(String.format(sentence, names));
            }
        }
    }
}
