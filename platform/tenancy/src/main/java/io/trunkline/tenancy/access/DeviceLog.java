package io.trunkline.tenancy.access;

import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Recent;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/// Writes down which devices people come from: those that wait for an approval, and when an
/// approved one was last used. At most one write a minute, device and node. A waiting one has no
/// entry in the audit of its own: the refusal has, and who comes from ever new devices must not
/// fill it.
@ApplicationScoped
public class DeviceLog {

    /// How many of one member may wait: the longest unseen gives way.
    static final int MOST_WAITING = 10;

    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST = 200;

    private final TenantDatabase database;
    private final Sessions sessions;
    private final IdGenerator ids;
    private final Recent<Key, Boolean> written = new Recent<>(AT_MOST_EVERY);

    @Inject
    public DeviceLog(TenantDatabase database, Sessions sessions, IdGenerator ids) {
        this.database = database;
        this.sessions = sessions;
        this.ids = ids;
    }

    private record Key(int tenant, long member, String device, boolean refused) {}

    /// Someone whose token names the tenant was refused because of the device: it waits for an
    /// approval from now on.
    public void refused(String tenantKey, String username, Entrance entrance, String agent) {
        String device = entrance.device();
        Optional<Session> session = sessions.member(tenantKey, username);
        if (device == null || session.isEmpty()) {
            return;
        }
        Tenant tenant = session.get().tenant();
        Long member = session.get().actor().memberId();
        if (member != null) {
            written.get(
                    new Key(tenant.id(), member, device, true),
                    () -> keepWaiting(tenant.id(), member, entrance, device, agent));
        }
    }

    /// The current member asks that the device she is at be approved before a limit asks for it.
    public void propose(Entrance entrance, String agent) {
        Session session = TenantRunner.current();
        Long member = session.actor().memberId();
        String device = entrance.device();
        if (member != null && device != null) {
            keepWaiting(session.tenant().id(), member, entrance, device, agent);
        }
    }

    /// The current member works from it.
    public void seen(Entrance entrance, String agent) {
        Session session = TenantRunner.current();
        Long member = session.actor().memberId();
        String device = entrance.device();
        if (member == null || device == null) {
            return;
        }
        int tenant = session.tenant().id();
        written.get(
                new Key(tenant, member, device, false),
                () ->
                        database.inTransaction(handle -> {
                            new DeviceRows(handle, tenant)
                                    .seen(member, device, cut(agent), cut(entrance.address()));
                            return true;
                        }));
    }

    private boolean keepWaiting(
            int tenant, long member, Entrance entrance, String device, String agent) {
        return TenantRunner.call(
                sessions.platform(tenant),
                () ->
                        database.inTransaction(handle -> {
                            DeviceRows rows = new DeviceRows(handle, tenant);
                            boolean fresh =
                                    rows.came(
                                            ids.next(),
                                            member,
                                            device,
                                            cut(agent),
                                            cut(entrance.address()));
                            if (fresh) {
                                rows.keepNewestWaiting(member, MOST_WAITING);
                            }
                            return fresh;
                        }));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
