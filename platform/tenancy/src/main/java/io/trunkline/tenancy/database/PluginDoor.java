package io.trunkline.tenancy.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/// By what the role that serves a plugin is let into tenants: a pass that the platform's nodes
/// derive from a secret of theirs, and the role does not know.
public final class PluginDoor {

    /// Makes the rest of a transaction one of a tenant: the pass, then tenant, units, member and
    /// owner as settings hold them, then the caller's address and her reason, empty for none.
    public static final String ENTER = "SELECT trunkline.enter(?, ?, ?, ?, ?, ?, ?)";

    /// Whatever the plugin's SQL made of the connection for whoever has it next: settings, cursors,
    /// subscriptions, locks, and what the session was told. A role taken on and statements that it
    /// prepared are told of: these cannot be ended without those of the driver.
    private static final String CLEAN =
            "CLOSE ALL; UNLISTEN *; RESET ALL; DISCARD SEQUENCES;"
                    + " SELECT pg_catalog.pg_advisory_unlock_all(), current_user <> session_user"
                    + " OR EXISTS (SELECT FROM pg_catalog.pg_prepared_statements WHERE from_sql)";

    private static final String OPEN =
            """
            INSERT INTO trunkline.plugin_door (role_name, pass)
            VALUES (CAST(? AS name), sha256(convert_to(?, 'UTF8')))
            ON CONFLICT (role_name) DO UPDATE SET pass = excluded.pass
             WHERE plugin_door.pass <> excluded.pass
            """;

    private static final String CLOSE =
            "DELETE FROM trunkline.plugin_door WHERE role_name = CAST(? AS name)";

    /// What speaks for a plugin: one after the other, because two cannot change the rights to one
    /// function at once.
    private static final String VOICE =
            """
            DO $$
            DECLARE
                voice regprocedure;
            BEGIN
                PERFORM pg_advisory_xact_lock(hashtextextended('trunkline plugin voices', 0));
                FOR voice IN
                    SELECT p.oid FROM pg_proc p
                     WHERE p.pronamespace = 'trunkline'::regnamespace
                       AND p.proname IN ('enter', 'audit', 'publish')
                       AND has_function_privilege('%1$s', p.oid, 'EXECUTE') = %2$s
                LOOP
                    EXECUTE format('%3$s', voice, '%1$s');
                END LOOP;
            END
            $$
            """;

    private PluginDoor() {}

    public static String pass(String secret, String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(("door " + role).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }

    /// Commits, and leaves nothing on the connection, in one journey to the database and both or
    /// neither. What is checked at the end of a transaction needs its settings, so it is checked
    /// before.
    ///
    /// @return whether the connection can be used again
    public static boolean commit(Connection connection) throws SQLException {
        return clean(connection, "SET CONSTRAINTS ALL IMMEDIATE; " + CLEAN + "; COMMIT");
    }

    /// Leaves nothing on a connection whose transaction was rolled back.
    ///
    /// @param connection in auto-commit
    /// @return whether it can be used again
    public static boolean clean(Connection connection) throws SQLException {
        return clean(connection, CLEAN);
    }

    /// Ends the connection itself, and lets the pool that lent it see that it is no good.
    public static void end(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        ((Connection) connection.unwrap(PGConnection.class)).abort(Runnable::run);
        try (PreparedStatement statement = connection.prepareStatement("SELECT")) {
            statement.execute();
        } catch (SQLException expected) {
            return;
        }
        throw new IllegalStateException("the connection goes on");
    }

    private static boolean clean(Connection connection, String statements) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(statements)) {
            // Without a name on the server, by which SQL could put a statement of its own there.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            boolean rows = statement.execute();
            while (!rows && statement.getUpdateCount() != -1) {
                rows = statement.getMoreResults();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return !row.getBoolean(2);
            }
        }
    }

    /// Lets the role in by the pass, and lets it speak for its plugin.
    ///
    /// @param owner a connection as the owner of the core's schema
    public static void open(Connection owner, String role, String pass) throws SQLException {
        try (PreparedStatement door = owner.prepareStatement(OPEN)) {
            door.setString(1, role);
            door.setString(2, pass);
            door.execute();
        }
        voice(owner, role, false, "GRANT EXECUTE ON FUNCTION %s TO %I");
    }

    /// Of a role that ends.
    ///
    /// @param owner a connection as the owner of the core's schema
    public static void close(Connection owner, String role) throws SQLException {
        try (PreparedStatement door = owner.prepareStatement(CLOSE)) {
            door.setString(1, role);
            door.execute();
        }
        voice(owner, role, true, "REVOKE EXECUTE ON FUNCTION %s FROM %I");
    }

    private static void voice(Connection owner, String role, boolean has, String change)
            throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(VOICE.formatted(role.replace("'", "''"), has, change));
        }
    }
}
