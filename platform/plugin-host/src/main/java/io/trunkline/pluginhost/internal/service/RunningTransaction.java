package io.trunkline.pluginhost.internal.service;

import io.trunkline.core.event.EventCodec;
import io.trunkline.spi.Event;
import io.trunkline.spi.PluginDatabase;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.audit.Audit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The transaction of a plugin that is open on this thread.
final class RunningTransaction {

    private static final ScopedValue<RunningTransaction> CURRENT = ScopedValue.newInstance();
    private static final String PUBLISH = "SELECT trunkline.publish(?, ?, ?::jsonb)";

    /// Its number, and from where and why, the database adds.
    private static final String AUDIT =
            "SELECT trunkline.audit(NULL, NULL, ?, ?, ?, ?::jsonb, ?::jsonb, NULL)";

    private @Nullable Connection lent;
    private boolean published;

    /// What writes the platform's own data must not run inside a plugin's transaction: the one
    /// could be kept while the other is rolled back.
    static void refuse() {
        if (CURRENT.isBound()) {
            throw new PluginException(StandardErrorCode.INSIDE_TRANSACTION);
        }
    }

    /// @param connection what the plugin was lent for the running transaction
    static RunningTransaction on(Connection connection) {
        if (!CURRENT.isBound() || CURRENT.get().lent != connection) {
            throw new IllegalStateException(
                    "this is called inside inTransaction, with its connection");
        }
        return CURRENT.get();
    }

    <T> T run(Connection connection, PluginDatabase.SqlWork<T> work) throws SQLException {
        Connection lending = LentConnection.of(connection);
        lent = lending;
        return ScopedValue.where(CURRENT, this).call(() -> work.run(lending));
    }

    void publish(Event event) {
        try (PreparedStatement statement = requireLent().prepareStatement(PUBLISH)) {
            statement.setString(1, EventCodec.type(event));
            statement.setLong(2, event.customerId());
            statement.setString(3, EventCodec.payload(event));
            statement.execute();
            published = true;
        } catch (SQLException e) {
            throw new IllegalStateException("the event could not be written", e);
        }
    }

    void audit(Audit.Entry entry) {
        try (PreparedStatement statement = requireLent().prepareStatement(AUDIT)) {
            statement.setString(1, entry.action());
            statement.setString(2, entry.objectType());
            statement.setLong(3, entry.objectId());
            statement.setString(4, entry.before());
            statement.setString(5, entry.after());
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the audit entry could not be written", e);
        }
    }

    boolean published() {
        return published;
    }

    private Connection requireLent() {
        if (lent == null) {
            throw new IllegalStateException("the transaction has not begun");
        }
        return lent;
    }
}
