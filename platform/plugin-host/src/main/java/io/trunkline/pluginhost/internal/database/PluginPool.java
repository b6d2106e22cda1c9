package io.trunkline.pluginhost.internal.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.trunkline.pluginhost.internal.database.PluginDriver.OwnSettingsException;
import io.trunkline.tenancy.database.PluginDoor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections of one generation, as the plugin's own role: none while it is idle.
public final class PluginPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginPool.class);
    private static final String WRONG_PASSWORD = "28P01";
    private static final Duration BETWEEN_ENDS = Duration.ofMillis(50);

    private final AgroalDataSource pool;
    private final String pass;
    private final int most;
    private final Role role;

    /// Connections at this moment.
    ///
    /// @param active lent to calls
    /// @param awaited calls that wait for one
    /// @param most there can be
    public record Use(long active, long idle, long awaited, int most) {}

    /// Takes back what the role changed of itself.
    @FunctionalInterface
    interface Role {
        void restore() throws SQLException;
    }

    /// @param callLimit after which the database ends a statement; a call that is out of time must
    ///   not go on there
    PluginPool(
            String url, PluginRoles roles, int size, Duration wait, Duration callLimit, Role role)
            throws SQLException {
        this.pass = roles.pass();
        this.most = size;
        this.role = role;
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .metricsEnabled()
                .connectionPoolConfiguration()
                .minSize(0)
                .initialSize(0)
                .maxSize(size)
                .acquisitionTimeout(wait)
                .reapTimeout(Duration.ofMinutes(5))
                .idleValidationTimeout(Duration.ofMinutes(1))
                // One that the database ended is not lent again, nor are the others of its time.
                .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(1))
                .exceptionSorter(new PostgreSQLExceptionSorter());
        configuration
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl(url)
                .connectionProviderClass(PluginDriver.class)
                .jdbcProperty("options", options(roles, callLimit))
                .principal(new NamePrincipal(roles.serving()))
                .credential(new SimplePassword(roles.password(roles.serving())));
        this.pool = AgroalDataSource.from(configuration);
    }

    /// By which the role is let into tenants.
    public String pass() {
        return pass;
    }

    /// How many connections there can be.
    public int most() {
        return most;
    }

    public Connection take() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            if (!isOfTheRole(e)) {
                throw e;
            }
            LOG.warn("A plugin changed its own role, which is taken back: {}", e.getMessage());
            role.restore();
            return pool.getConnection();
        }
    }

    /// Closes what nobody has at this moment: the database may have ended it.
    public void flush() {
        pool.flush(AgroalDataSource.FlushMode.IDLE);
    }

    private static boolean isOfTheRole(SQLException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof OwnSettingsException
                    || at instanceof SQLException sql && WRONG_PASSWORD.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /// As options of the session's start they are what `RESET` goes back to, and come before what a
    /// role keeps.
    private static String options(PluginRoles roles, Duration callLimit) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("search_path", roles.schema());
        settings.put("statement_timeout", callLimit.toMillis());
        settings.put("lock_timeout", callLimit.toMillis());
        settings.put("idle_in_transaction_session_timeout", 2 * callLimit.toMillis());
        settings.put("max_parallel_workers_per_gather", 0);
        // Else an error at the beginning could tell the pass.
        settings.put("log_parameter_max_length_on_error", 0);
        return settings.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
    }

    /// Opens connections, and has each learn what it will be asked, before anybody waits for them.
    /// One that cannot be opened is opened, or missed, by the call that needs it.
    ///
    /// @param connections how many are to be there; no more than there can be
    public void warm(long connections) {
        List<Connection> opened = new ArrayList<>();
        try {
            FirstStatements first = null;
            while (opened.size() < Math.min(connections, most)) {
                Connection connection = take();
                opened.add(connection);
                if (first == null) {
                    first = new FirstStatements(connection, pass);
                }
                first.run(connection);
            }
        } catch (SQLException e) {
            // What the database says of the first statement may tell the pass.
            LOG.warn("Fewer connections than wanted are ready: {}", e.getSQLState());
        } finally {
            opened.forEach(PluginPool::giveBack);
        }
    }

    /// Closes, one by one, what nobody has at this moment: the end of a connection is the end of a
    /// process of the database, and ten at once are felt by everyone.
    public void wane() {
        try {
            for (long left = use().idle(); left > 0; left--) {
                try (Connection connection = pool.getConnection()) {
                    PluginDoor.end(connection);
                }
                Thread.sleep(BETWEEN_ENDS);
            }
        } catch (SQLException e) {
            LOG.debug("The rest is closed at once", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
