package io.trunkline.tenancy.access;

import io.trunkline.tenancy.access.Device.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The rows of one tenant's devices.
final class DeviceRows {

    private static final String SELECT =
            """
            SELECT d.id, d.member_id, m.display_name, m.username, d.digest, d.name, d.state, d.agent, d.address,
                   d.first_seen_at, d.last_seen_at, d.decided_by, d.version
              FROM trunkline.access_device d
              JOIN trunkline.member m ON m.tenant_id = d.tenant_id AND m.id = d.member_id
             WHERE d.tenant_id = :tenant
            """;

    private final Handle handle;
    private final int tenant;

    DeviceRows(Handle handle, int tenant) {
        this.handle = handle;
        this.tenant = tenant;
    }

    /// The newest first.
    ///
    /// @param state null for any
    /// @param member 0 for any
    /// @param after id of the last one of the page before, null for the first page
    List<Device> page(@Nullable State state, long member, @Nullable Long after, int limit) {
        return handle.createQuery(
                        SELECT
                                + """
                                AND (:state = '' OR d.state = :state)
                                AND (:member = 0 OR d.member_id = :member)
                                AND (:after = 0 OR d.id < :after)
                                ORDER BY d.id DESC LIMIT :limit
                                """)
                .bind("tenant", tenant)
                .bind("state", state == null ? "" : key(state))
                .bind("member", member)
                .bind("after", after == null ? 0 : after)
                .bind("limit", limit)
                .map(DeviceRows::read)
                .list();
    }

    Optional<Device> lock(long id) {
        return handle.createQuery(SELECT + " AND d.id = :id FOR UPDATE OF d")
                .bind("tenant", tenant)
                .bind("id", id)
                .map(DeviceRows::read)
                .findOne();
    }

    int approved(long member) {
        return handle.createQuery(
                        """
                        SELECT count(*) FROM trunkline.access_device
                         WHERE tenant_id = :tenant AND member_id = :member AND state = 'approved'
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .mapTo(int.class)
                .one();
    }

    void decide(long id, State state, String name, String by) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.access_device
                           SET state = :state, name = :name, decided_at = now(), decided_by = :by,
                               version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("state", key(state))
                .bind("name", name)
                .bind("by", by)
                .execute();
    }

    void rename(long id, String name) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.access_device SET name = :name, version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("name", name)
                .execute();
    }

    /// One that came, waiting where it is new; what was decided of it stays.
    ///
    /// @return whether it is new
    boolean came(long id, long member, String digest, String agent, String address) {
        return handle.createQuery(
                        """
                        INSERT INTO trunkline.access_device AS d
                            (tenant_id, id, member_id, digest, agent, address)
                        VALUES (:tenant, :id, :member, :digest, :agent, :address)
                        ON CONFLICT (tenant_id, member_id, digest) DO UPDATE
                           SET last_seen_at = now(), agent = excluded.agent, address = excluded.address
                        RETURNING (old.id IS NULL)
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("member", member)
                .bind("digest", digest)
                .bind("agent", agent)
                .bind("address", address)
                .mapTo(boolean.class)
                .one();
    }

    /// So that nobody fills the list by coming from ever new devices.
    void keepNewestWaiting(long member, int most) {
        handle.createUpdate(
                        """
                        DELETE FROM trunkline.access_device
                         WHERE tenant_id = :tenant AND member_id = :member AND state = 'waiting'
                           AND id NOT IN (SELECT id FROM trunkline.access_device
                                           WHERE tenant_id = :tenant AND member_id = :member AND state = 'waiting'
                                           ORDER BY last_seen_at DESC, id DESC LIMIT :most)
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("most", most)
                .execute();
    }

    void seen(long member, String digest, String agent, String address) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.access_device
                           SET last_seen_at = now(), agent = :agent, address = :address
                         WHERE tenant_id = :tenant AND member_id = :member AND digest = :digest
                        """)
                .bind("tenant", tenant)
                .bind("member", member)
                .bind("digest", digest)
                .bind("agent", agent)
                .bind("address", address)
                .execute();
    }

    private static String key(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Device read(ResultSet row, StatementContext context) throws SQLException {
        return new Device(
                row.getLong("id"),
                row.getLong("member_id"),
                row.getString("display_name"),
                row.getString("username"),
                DeviceSecret.code(row.getString("digest")),
                row.getString("name"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("agent"),
                row.getString("address"),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                row.getInt("version"));
    }
}
