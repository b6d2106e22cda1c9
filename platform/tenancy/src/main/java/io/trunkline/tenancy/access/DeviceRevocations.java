package io.trunkline.tenancy.access;

import io.trunkline.tenancy.Recent;
import io.trunkline.tenancy.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

/// Which devices were revoked lately, for pages that only lie open: one short list for all tenants,
/// read at most twice a second by each node while such pages are there.
@ApplicationScoped
public class DeviceRevocations {

    /// Longer than a page stays open without a request: a sign-in ends sooner.
    private static final Duration KEPT = Duration.ofDays(2);

    private static final Duration AGE = Duration.ofMillis(500);
    private static final Boolean ALL = Boolean.TRUE;

    private final TenantDatabase database;
    private final Recent<Boolean, Set<Revoked>> recent = new Recent<>(AGE);

    @Inject
    public DeviceRevocations(TenantDatabase database) {
        this.database = database;
    }

    /// @param device digest
    public boolean isRevoked(int tenant, long member, String device) {
        return recent.get(ALL, this::read).contains(new Revoked(tenant, member, device));
    }

    private Set<Revoked> read() {
        return database.withoutTenant(handle ->
                new HashSet<>(
                        handle.createQuery("SELECT * FROM trunkline.devices_revoked(:since)")
                                .bind("since", OffsetDateTime.now(ZoneOffset.UTC).minus(KEPT))
                                .map((row, context) ->
                                        new Revoked(
                                                row.getInt("tenant_id"),
                                                row.getLong("member_id"),
                                                row.getString("digest")))
                                .list()));
    }

    private record Revoked(int tenant, long member, String device) {}
}
