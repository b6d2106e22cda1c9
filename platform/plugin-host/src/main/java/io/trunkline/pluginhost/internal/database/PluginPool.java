package io.trunkline.pluginhost.internal.database;

import io.agroal.api.AgroalDataSource;
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

    PluginPool(String url, PluginRoles roles, int size, Duration wait) throws SQLException {
        this.pass = roles.pass();
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
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

    @Override
    public void close() {
        pool.close();
    }
}
