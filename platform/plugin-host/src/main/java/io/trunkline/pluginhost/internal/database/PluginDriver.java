package io.trunkline.pluginhost.internal.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/// Opens connections of a plugin's role that hold to what the host says and to nothing that the
/// role says of itself. PostgreSQL lets any role keep settings for its sessions to come (`ALTER
/// ROLE CURRENT_USER SET`), and no right forbids it; one that tells of parameters in errors would
/// tell the pass.
public class PluginDriver extends Driver {

    /// What the role says holds for this session, or for the next.
    private static final String OWN_SETTINGS =
            """
            SELECT count(*) + (SELECT count(*) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
                                WHERE r.rolname = session_user)
              FROM pg_settings WHERE source IN ('user', 'database user')
            """;

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = super.connect(url, properties);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OWN_SETTINGS)) {
            row.next();
            if (row.getLong(1) == 0) {
                return connection;
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        throw new OwnSettingsException();
    }

    /// The role keeps settings, which nobody but itself gave it.
    static final class OwnSettingsException extends SQLException {

        private static final long serialVersionUID = 1L;

        OwnSettingsException() {
            super("the plugin's role keeps settings of its own", "42501");
        }
    }
}
