package io.trunkline.pluginhost.internal.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.Driver;

/// The connections of one generation, as the plugin's own role: none while it is idle.
public final class PluginPool implements AutoCloseable {

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

    public Use use() {
        AgroalDataSourceMetrics now = pool.getMetrics();
        return new Use(now.activeCount(), now.availableCount(), now.awaitingCount(), most);
    }

    @Override
    public void close() {
        pool.close();
    }
}
