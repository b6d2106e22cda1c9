package io.trunkline.tenancy;

import io.trunkline.spi.Ids;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// 64-bit time-sorted ids; the node's number is leased in the database.
///
/// Time is the database's, carried on by the process's own monotonic clock, so a clock that is set
/// back does no harm. An id is made only within the lease, and the next holder of a node number
/// begins after the last lease's end: two processes never make the same id, whatever their clocks
/// say.
@ApplicationScoped
public class IdGenerator implements Ids {

    private static final Logger LOG = Logger.getLogger(IdGenerator.class);

    static final Duration LEASE = Duration.ofMinutes(5);

    private static final String TAKE =
            """
            UPDATE trunkline.node_lease
               SET holder = ?, expires_at = now() + make_interval(secs => ?)
             WHERE node = (SELECT node FROM trunkline.node_lease WHERE expires_at < now()
                            ORDER BY expires_at, node LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING node, (extract(epoch FROM old.expires_at) * 1000)::bigint,
                      (extract(epoch FROM new.expires_at) * 1000)::bigint,
                      (extract(epoch FROM now()) * 1000)::bigint
            """;

    private static final String RENEW =
            """
            UPDATE trunkline.node_lease SET expires_at = now() + make_interval(secs => ?)
             WHERE holder = ? AND expires_at > now()
            RETURNING node, (extract(epoch FROM old.expires_at) * 1000)::bigint,
                      (extract(epoch FROM new.expires_at) * 1000)::bigint,
                      (extract(epoch FROM now()) * 1000)::bigint
            """;

    private final DataSource dataSource;
    private final UUID holder = UUID.randomUUID();
    private final IdSequence sequence = new IdSequence();
    private final ReentrantLock leasing = new ReentrantLock();
    private volatile Lease lease = new Lease(0, 0, 0);

    @Inject
    public IdGenerator(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// @throws PluginException `UNAVAILABLE` when the lease has ended and cannot be renewed
    @Override
    public long next() {
        return block(1);
    }

    /// @throws IllegalArgumentException when the count is out of its range
    /// @throws PluginException `UNAVAILABLE` when the lease has ended and cannot be renewed
    @Override
    public long block(int count) {
        if (count < 1 || count > IdSequence.MAX_BLOCK) {
            throw new IllegalArgumentException("a block holds 1 to 100,000 ids, not " + count);
        }
        Lease current = lease;
        if (current.halfOver()) {
            renewEarly(current);
        }
        long first = sequence.block(count, lease.now());
        while (first < 0) {
            lease();
            first = sequence.block(count, lease.now());
        }
        return first;
    }

    /// Leases or renews now; done at start, so that the first id costs nothing extra.
    ///
    /// @throws PluginException `UNAVAILABLE` when the database cannot be reached
    public void lease() {
        leasing.lock();
        try (Connection connection = dataSource.getConnection()) {
            if (!renew(connection) && !take(connection)) {
                throw new IllegalStateException(
                        "all " + IdSequence.NODES + " node numbers are taken");
            }
        } catch (SQLException e) {
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        } finally {
            leasing.unlock();
        }
    }

    private void renewEarly(Lease current) {
        if (!leasing.tryLock()) {
            return;
        }
        try {
            if (lease == current) {
                lease();
            }
        } catch (PluginException e) {
            LOG.warn("The lease of the node number could not be renewed yet", e);
        } finally {
            leasing.unlock();
        }
    }

    private boolean renew(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setLong(1, LEASE.toSeconds());
            statement.setObject(2, holder);
            return accept(statement);
        }
    }

    private boolean take(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, holder);
            statement.setLong(2, LEASE.toSeconds());
            return accept(statement);
        }
    }

    private boolean accept(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            sequence.lease(row.getInt(1), row.getLong(2) + 1, row.getLong(3));
            lease = new Lease(row.getLong(4), row.getLong(3), System.nanoTime());
            return true;
        }
    }

    /// @param leasedAt and `endsAt`: milliseconds of the database's clock
    private record Lease(long leasedAt, long endsAt, long nanos) {

        long now() {
            return leasedAt + (System.nanoTime() - nanos) / 1_000_000;
        }

        boolean halfOver() {
            return endsAt == 0 || now() > (leasedAt + endsAt) / 2;
        }
    }
}
