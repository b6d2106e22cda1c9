package io.trunkline.pluginhost.internal.service;

import io.trunkline.core.event.EventCodec;
import io.trunkline.core.event.EventDispatcher;
import io.trunkline.pluginhost.internal.call.HostSession;
import io.trunkline.pluginhost.internal.database.PluginPool;
import io.trunkline.spi.Event;
import io.trunkline.spi.PluginDatabase;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.TenantSession;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantTransaction;
import io.trunkline.tenancy.TenantTransaction.NotBegunException;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.tenant.TenantStates;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A plugin's transactions, on its own pool.
final class HostDatabase implements PluginDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(HostDatabase.class);

    private final long generation;
    private final PluginPool pool;
    private final EventDispatcher events;
    private final TenantStates tenants;
    private final String pluginId;

    HostDatabase(
            long generation,
            String pluginId,
            PluginPool pool,
            EventDispatcher events,
            TenantStates tenants) {
        this.pluginId = pluginId;
        this.generation = generation;
        this.pool = pool;
        this.events = events;
        this.tenants = tenants;
    }

    @Override
    public <T> T inTransaction(TenantSession session, SqlWork<T> work) {
        Session current = HostSession.require(session, generation);
        RunningTransaction.refuse();
        tenants.requireServed(current.tenant().id());
        try {
            return run(current, work);
        } catch (NotBegunException e) {
            LOG.warn("A transaction of {} could not begin: {}", pluginId, e.getSQLState());
            throw new PluginException(StandardErrorCode.UNAVAILABLE);
        } catch (SQLException e) {
            throw new IllegalStateException("a statement failed: " + e.getMessage(), e);
        }
    }

    /// After the database was away none of the connections there are is any good, and what has not
    /// begun can begin again.
    private <T> T run(Session session, SqlWork<T> work) throws SQLException {
        for (int left = pool.most(); ; left--) {
            try {
                return once(session, work);
            } catch (NotBegunException e) {
                if (!e.isConnectionGone() || left == 0) {
                    throw e;
                }
                // Soon, not at once: another that is gone may be lent before.
                pool.flush();
            }
        }
    }

    private <T> T once(Session session, SqlWork<T> work) throws SQLException {
        RunningTransaction running = new RunningTransaction();
        try (Connection connection = take()) {
            T result =
                    TenantTransaction.runSealed(
                            connection, session, pool.pass(), own -> running.run(own, work));
            if (running.published()) {
                events.wake();
            }
            return result;
        }
    }

    @Override
    public void publish(TenantSession session, Connection connection, Event event) {
        HostSession.require(session, generation);
        if (!EventCodec.isOfPlugins(event.getClass())) {
            throw new IllegalArgumentException(
                    "%s is the platform's to tell; a plugin publishes %s"
                            .formatted(
                                    EventCodec.type(event),
                                    String.join(", ", EventCodec.ofPlugins())));
        }
        RunningTransaction.on(connection).publish(event);
    }

    @Override
    public void audit(
            TenantSession session,
            Connection connection,
            String action,
            String objectType,
            long objectId,
            @Nullable String before,
            @Nullable String after) {
        HostSession.require(session, generation);
        if (!action.startsWith(pluginId + ".")) {
            throw new IllegalArgumentException(
                    "an action of " + pluginId + " begins with its id, not " + action);
        }
        RunningTransaction.on(connection)
                .audit(new Audit.Entry(action, objectType, objectId, before, after));
    }

    private Connection take() {
        try {
            return pool.take();
        } catch (SQLException e) {
            LOG.warn("No connection is free for a plugin: {}", e.toString());
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }
}
