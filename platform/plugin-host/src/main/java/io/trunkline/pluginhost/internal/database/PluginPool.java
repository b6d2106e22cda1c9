package io.trunkline.pluginhost.internal.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections of one generation, as the plugin's own role: none while it is idle.
public final class PluginPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginPool.class);

    private final AgroalDataSource pool;
    private final String pass;
    private final int most;

    /// Connections at this moment.
    ///
    /// @param active lent to calls
    /// @param awaited calls that wait for one
    /// @param most there can be
    public record Use(long active, long idle, long awaited, int most) {}

    PluginPool(String url, PluginRoles roles, int size, Duration wait) throws SQLException {
        this.pass = roles.pass();
        this.most = size;
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .metricsEnabled()
                .connectionPoolConfiguration()
                .minSize(0)
                .initialSize(0)
                .maxSize(size)
                .acquisitionTimeout(wait)
                .reapTimeout(Duration.ofMinutes(5))
                .idleValidationTimeout(Duration.ofMinutes(1));
        configuration
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl(url)
                .connectionProviderClass(Driver.class)
                .principal(new NamePrincipal(roles.serving()))
                .credential(new SimplePassword(roles.password(roles.serving())));
        this.pool = AgroalDataSource.from(configuration);
    }

    /// By which the role is let into tenants.
    public String pass() {
        return pass;
    }

    public Connection take() throws SQLException {
        return pool.getConnection();
    }

    /// Opens connections before anybody waits for them. One that cannot be opened is opened, or
    /// missed, by the call that needs it.
    ///
    /// @param connections how many are to be there; no more than there can be
    public void warm(long connections) {
        List<Connection> opened = new ArrayList<>();
        try {
            while (opened.size() < Math.min(connections, most)) {
                Connection connection = take();
                opened.add(connection);
                try (Statement statement = connection.createStatement()) {
                    // What the database does only for the first statement of a connection.
                    statement.execute("SELECT FROM pg_class WHERE false");
                }
            }
        } catch (SQLException e) {
            LOG.debug("Fewer connections than wanted are open", e);
        } finally {
            opened.forEach(PluginPool::giveBack);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection was not given back", e);
        }
    }

    public Use use() {
        AgroalDataSourceMetrics now = pool.getMetrics();
        return new Use(now.activeCount(), now.availableCount(), now.awaitingCount(), most);
    }

    @Override
    public void close() {
        pool.close();
    }
}
