package io.trunkline.tenancy.audit;

import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.Recent;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Writes who came in by the API, who left and who was turned away; sign-ins on screens are written
/// where they are kept, by `tenancy.signin`. Every request asks here, so what was written is
/// remembered: a caller of the API counts as signing in once an hour from one address on each node,
/// and a refusal is written once in ten minutes, so that a script that keeps knocking does not fill
/// the tenant's audit.
@ApplicationScoped
public class SignInEntries {

    private static final Duration API_WINDOW = Duration.ofHours(1);
    private static final Duration REFUSAL_WINDOW = Duration.ofMinutes(10);

    private final TenantDatabase database;
    private final Sessions sessions;
    private final Audit audit;
    private final Recent<Caller, AtomicBoolean> callers = new Recent<>(API_WINDOW);
    private final Recent<Stranger, AtomicBoolean> strangers = new Recent<>(REFUSAL_WINDOW);

    @Inject
    public SignInEntries(TenantDatabase database, Sessions sessions, Audit audit) {
        this.database = database;
        this.sessions = sessions;
        this.audit = audit;
    }

    private record Caller(int tenant, @Nullable Long member, @Nullable String address) {}

    private record Stranger(String tenantKey, String username, String why) {}

    /// The current member calls the API.
    public void byToken() {
        Session session = TenantRunner.current();
        Caller caller =
                new Caller(
                        session.tenant().id(),
                        session.actor().memberId(),
                        RequestFacts.current().address());
        if (callers.get(caller, AtomicBoolean::new).compareAndSet(false, true)) {
            record("sign-in");
        }
    }

    /// The current member leaves.
    public void out() {
        record("sign-out");
    }

    /// Someone whose token names the tenant was not let in. A tenant that is not active or does not
    /// exist has no audit to write to.
    ///
    /// @param why a short word for programs, for example `not-a-member`
    public void refused(String tenantKey, String username, String why) {
        Stranger stranger = new Stranger(tenantKey, username, why);
        if (!strangers.get(stranger, AtomicBoolean::new).compareAndSet(false, true)) {
            return;
        }
        for (Tenant tenant : sessions.tenants(List.of(tenantKey))) {
            TenantRunner.run(
                    sessions.platform(tenant.id()),
                    () ->
                            database.inTransaction(handle -> {
                                audit.record(
                                        handle,
                                        "sign-in.refused",
                                        "member",
                                        0,
                                        null,
                                        Facts.of("username", username, "why", why));
                                return true;
                            }));
        }
    }

    private void record(String action) {
        Session session = TenantRunner.current();
        Long member = session.actor().memberId();
        database.inTransaction(handle -> {
            audit.record(handle, action, "member", member == null ? 0 : member, null, null);
            return true;
        });
    }
}
