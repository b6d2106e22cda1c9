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

    PluginPool(String url, String user, String password, int size, Duration wait)
            throws SQLException {
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
                .principal(new NamePrincipal(user))
                .credential(new SimplePassword(password));
        this.pool = AgroalDataSource.from(configuration);
    }

    public Connection take() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
