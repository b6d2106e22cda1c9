package io.trunkline.tenancy.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is left when an index is built concurrently and whoever does so is killed: it is used for
/// nothing, costs each write, and holds the name. Building it once more would fail, or, with `IF
/// NOT EXISTS`, be content with it.
final class UnfinishedIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedIndexes.class);

    /// Someone who builds one by hand at this moment keeps it, and the migration is refused.
    private static final String PATIENCE = "10s";

    private static final String QUERY =
            """
            SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
             WHERE i.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?)
               AND i.relkind = 'i' AND NOT x.indisvalid
               AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid)
             ORDER BY 1
            """;

    private UnfinishedIndexes() {}

    /// @param owner a connection in auto-commit as the owner of the schema, at which nobody else
    ///   migrates
    static void drop(Connection owner, String schema) throws SQLException {
        List<String> names = names(owner, schema);
        if (names.isEmpty()) {
            return;
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute("SET lock_timeout = '" + PATIENCE + "'");
            try {
                for (String name : names) {
                    LOG.warn("Index {}.{} was left unfinished: it is dropped", schema, name);
                    statement.execute(
                            "DROP INDEX CONCURRENTLY IF EXISTS %s.%s"
                                    .formatted(Migrations.quoted(schema), Migrations.quoted(name)));
                }
            } finally {
                statement.execute("RESET lock_timeout");
            }
        }
    }

    private static List<String> names(Connection owner, String schema) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(QUERY)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (row.next()) {
                    names.add(row.getString(1));
                }
                return names;
            }
        }
    }
}
