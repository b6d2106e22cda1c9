package io.trunkline.tenancy.signin;

import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Recent;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/// Writes down who is at the screens: the first request of a sign-in, with an audit entry, and from
/// then on at most one write a minute and node.
@ApplicationScoped
public class SignInLog {

    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST = 200;

    private static final String SEEN =
            """
            INSERT INTO trunkline.sign_in AS s (tenant_id, id, member_id, sid, address, device)
            VALUES (:tenant, :id, :member, :sid, :address, :device)
            ON CONFLICT (tenant_id, member_id, sid) DO UPDATE
               SET last_seen_at = now(), address = excluded.address, device = excluded.device
             WHERE s.ended_at IS NULL
            RETURNING (old.id IS NULL) AS fresh
            """;

    private final TenantDatabase database;
    private final IdGenerator ids;
    private final Audit audit;
    private final Recent<Key, Boolean> written = new Recent<>(AT_MOST_EVERY);

    @Inject
    public SignInLog(TenantDatabase database, IdGenerator ids, Audit audit) {
        this.database = database;
        this.ids = ids;
        this.audit = audit;
    }

    /// A request of the current session's member came.
    ///
    /// @param sid the provider's session
    /// @param address where from
    /// @param device what the browser says of itself
    public void seen(String sid, String address, String device) {
        Session session = TenantRunner.current();
        Long member = session.actor().memberId();
        if (member == null) {
            return;
        }
        int tenant = session.tenant().id();
        written.get(
                new Key(tenant, member, sid),
                () -> write(tenant, member, sid, cut(address), cut(device)));
    }

    private boolean write(int tenant, long member, String sid, String address, String device) {
        return database.inTransaction(handle -> {
            boolean fresh =
                    handle.createQuery(SEEN)
                            .bind("tenant", tenant)
                            .bind("id", ids.next())
                            .bind("member", member)
                            .bind("sid", sid)
                            .bind("address", address)
                            .bind("device", device)
                            .mapTo(Boolean.class)
                            .findOne()
                            .orElse(false);
            if (fresh) {
                audit.record(handle, "sign-in", "member", member, null, null);
            }
            return fresh;
        });
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private record Key(int tenant, long member, String sid) {}
}
