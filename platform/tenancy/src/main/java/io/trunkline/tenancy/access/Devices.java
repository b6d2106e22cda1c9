package io.trunkline.tenancy.access;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.access.Device.State;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.audit.Facts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Which devices the current tenant's members may work from, where a limit asks for approved ones.
/// A device is approved for one member: who shares it with her needs an approval of her own. Needs
/// the permission `tenant.settings`. A decision counts within two seconds, for open pages too.
@ApplicationScoped
public class Devices {

    /// How many may be approved for one member: her session brings them all along.
    public static final int MOST_APPROVED = 20;

    public static final int LONGEST_PAGE = 200;

    private static final int LONGEST_NAME = 100;

    private final TenantDatabase database;
    private final Audit audit;

    @Inject
    public Devices(TenantDatabase database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// The newest first.
    ///
    /// @param state null for any
    /// @param member null for anyone
    /// @param after id of the last one of the page before, null for the first page
    /// @param limit 1 to [#LONGEST_PAGE]
    public List<Device> list(
            @Nullable State state, @Nullable Long member, @Nullable Long after, int limit) {
        Session session = manager();
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new PluginException(StandardErrorCode.INVALID, "limit", limit);
        }
        return database.inTransaction(handle ->
                rows(handle, session).page(state, member == null ? 0 : member, after, limit));
    }

    /// Lets the member work from it. One that was revoked may be approved again.
    ///
    /// @param name what the administrators call it; empty to leave it as it is
    /// @throws PluginException [AccessError#TOO_MANY_DEVICES], [AccessError#DEVICE_NAME_INVALID],
    ///   `STALE`, `NOT_FOUND`
    public Device approve(long id, int version, String name) {
        Session session = manager();
        String wanted = checked(name);
        return database.inTransaction(handle -> {
            DeviceRows rows = rows(handle, session);
            Device old = locked(rows, id, version);
            if (old.state() != State.APPROVED && rows.approved(old.memberId()) >= MOST_APPROVED) {
                throw new PluginException(AccessError.TOO_MANY_DEVICES, MOST_APPROVED);
            }
            rows.decide(
                    id,
                    State.APPROVED,
                    wanted.isEmpty() ? old.name() : wanted,
                    session.actor().name());
            return changed(handle, rows, "access-device.approve", old);
        });
    }

    /// @throws PluginException [AccessError#DEVICE_NAME_INVALID], `STALE`, `NOT_FOUND`
    public Device rename(long id, int version, String name) {
        Session session = manager();
        String wanted = checked(name);
        return database.inTransaction(handle -> {
            DeviceRows rows = rows(handle, session);
            Device old = locked(rows, id, version);
            if (old.name().equals(wanted)) {
                return old;
            }
            rows.rename(id, wanted);
            return changed(handle, rows, "access-device.rename", old);
        });
    }

    /// Refuses one that waits, or takes an approval away.
    ///
    /// @param entrance the caller comes in by
    /// @param confirmed whether she wants it although it keeps herself out
    /// @throws PluginException [AccessError#LOCKS_YOU_OUT], `STALE`, `NOT_FOUND`
    public Device revoke(long id, int version, Entrance entrance, boolean confirmed) {
        Session session = manager();
        return database.inTransaction(handle -> {
            DeviceRows rows = rows(handle, session);
            Device old = locked(rows, id, version);
            if (old.state() == State.REVOKED) {
                return old;
            }
            rows.decide(id, State.REVOKED, old.name(), session.actor().name());
            if (!confirmed && KeptOut.isKeptOut(handle, session, entrance)) {
                throw new PluginException(AccessError.LOCKS_YOU_OUT);
            }
            return changed(handle, rows, "access-device.revoke", old);
        });
    }

    private Device changed(Handle handle, DeviceRows rows, String action, Device old) {
        Device device = rows.lock(old.id()).orElseThrow(Devices::absent);
        audit.record(handle, action, "access-device", old.id(), facts(old), facts(device));
        return device;
    }

    private static String facts(Device device) {
        return Facts.of(
                "username", device.username(),
                "code", device.code(),
                "name", device.name(),
                "state", device.state().name());
    }

    private static Device locked(DeviceRows rows, long id, int version) {
        Device device = rows.lock(id).orElseThrow(Devices::absent);
        if (device.version() != version) {
            throw new PluginException(StandardErrorCode.STALE);
        }
        return device;
    }

    private static String checked(String name) {
        String wanted = name.strip();
        if (wanted.length() > LONGEST_NAME) {
            throw new PluginException(AccessError.DEVICE_NAME_INVALID);
        }
        return wanted;
    }

    private static DeviceRows rows(Handle handle, Session session) {
        return new DeviceRows(handle, session.tenant().id());
    }

    private static Session manager() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.TENANT_SETTINGS);
        return session;
    }

    private static PluginException absent() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }
}
