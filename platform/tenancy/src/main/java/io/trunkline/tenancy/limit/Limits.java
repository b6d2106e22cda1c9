package io.trunkline.tenancy.limit;

import io.quarkus.arc.All;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Resource;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Recent;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// How much the current tenant may use and uses. Limits are read often: cached for two seconds per
/// tenant.
@ApplicationScoped
public class Limits {

    private static final String TAKE =
            """
            INSERT INTO trunkline.resource_use AS u (tenant_id, resource, period, used)
            SELECT :tenant, :resource, :period, :amount WHERE :amount <= :limit
            ON CONFLICT (tenant_id, resource, period) DO UPDATE SET used = u.used + excluded.used
             WHERE u.used + excluded.used <= :limit
            """;

    private final TenantDatabase database;
    private final LimitsConfig config;
    private final List<Meter> meters;
    private final Clock clock;
    private final Recent<Integer, Map<Resource, Long>> agreed = new Recent<>(Duration.ofSeconds(2));

    @Inject
    public Limits(TenantDatabase database, LimitsConfig config, @All List<Meter> meters) {
        this(database, config, meters, Clock.systemUTC());
    }

    public Limits(TenantDatabase database, LimitsConfig config, List<Meter> meters, Clock clock) {
        this.database = database;
        this.config = config;
        this.meters = List.copyOf(meters);
        this.clock = clock;
    }

    /// What the current tenant may use of it.
    public long of(Resource resource) {
        int tenant = TenantRunner.current().tenant().id();
        Map<Resource, Long> own =
                agreed.get(tenant, () -> database.inTransaction(handle -> read(handle, tenant)));
        return own.getOrDefault(resource, config.usual(resource));
    }

    /// Counts what is about to be used, in the caller's transaction: when that is rolled back,
    /// nothing was used.
    ///
    /// @throws LimitReachedException when it would be more than the tenant may use in this period
    /// @throws IllegalArgumentException for a resource that is not counted over a time
    public void take(Handle handle, Resource resource, long amount) {
        if (amount < 1) {
            throw new IllegalArgumentException("at least one is taken, not " + amount);
        }
        Session session = TenantRunner.current();
        Instant now = clock.instant();
        Period period =
                Period.of(resource, session.zone(), now)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        resource + " is not counted over a time"));
        long limit = of(resource);
        int taken =
                handle.createUpdate(TAKE)
                        .bind("tenant", session.tenant().id())
                        .bind("resource", resource.name())
                        .bind("period", period.from())
                        .bind("amount", amount)
                        .bind("limit", limit)
                        .execute();
        if (taken == 0) {
            throw new LimitReachedException(resource, limit, Duration.between(now, period.until()));
        }
    }

    /// Makes sure that one more can be held. Callers of one tenant pass one after the other until
    /// their transactions end, so that two cannot both take the last place.
    ///
    /// @throws LimitReachedException when the tenant holds as much as it may
    public void requireRoom(Handle handle, Resource resource, long more) {
        int tenant = TenantRunner.current().tenant().id();
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.resource_use AS u (tenant_id, resource, period, used)
                        VALUES (:tenant, :resource, '-infinity', 0)
                        ON CONFLICT (tenant_id, resource, period) DO UPDATE SET used = u.used
                        """)
                .bind("tenant", tenant)
                .bind("resource", resource.name())
                .execute();
        long limit = of(resource);
        if (held(handle, resource, tenant) + more > limit) {
            throw new LimitReachedException(resource, limit, Duration.ZERO);
        }
    }

    /// Every resource of the current tenant, in their order.
    public List<Usage> usage() {
        Session session = TenantRunner.current();
        Instant now = clock.instant();
        return database.inTransaction(handle ->
                Arrays.stream(Resource.values())
                        .map(resource -> usage(handle, session, resource, now))
                        .toList());
    }

    /// Puts other amounts in the place of those that were agreed.
    ///
    /// @throws PluginException `INVALID` for a negative amount
    static Change exchange(Handle handle, int tenant, Map<Resource, Long> amounts) {
        amounts.forEach((resource, amount) -> {
            if (amount < 0) {
                throw new PluginException(
                        StandardErrorCode.INVALID, resource.name(), amount.toString());
            }
        });
        Map<Resource, Long> before = read(handle, tenant);
        if (!before.equals(amounts)) {
            handle.createUpdate("DELETE FROM trunkline.tenant_limit WHERE tenant_id = :tenant")
                    .bind("tenant", tenant)
                    .execute();
            amounts.forEach((resource, amount) ->
                    handle.createUpdate(
                                    """
                                    INSERT INTO trunkline.tenant_limit (tenant_id, resource, amount)
                                    VALUES (:tenant, :resource, :amount)
                                    """)
                            .bind("tenant", tenant)
                            .bind("resource", resource.name())
                            .bind("amount", amount)
                            .execute());
        }
        return new Change(json(before), json(amounts));
    }

    /// @param before and `after`: the agreed amounts as JSON
    record Change(String before, String after) {
        boolean isChange() {
            return !before.equals(after);
        }
    }

    /// The next question is answered by the database.
    void forget(int tenant) {
        agreed.forget(tenant);
    }

    private Usage usage(Handle handle, Session session, Resource resource, Instant now) {
        int tenant = session.tenant().id();
        Period period = Period.of(resource, session.zone(), now).orElse(null);
        long limit = of(resource);
        if (period != null) {
            long used = counted(handle, resource, tenant, period);
            return new Usage(resource, limit, used, period.until());
        }
        boolean metered = meters.stream().anyMatch(meter -> meter.resource() == resource);
        @Nullable Long used = metered ? Long.valueOf(held(handle, resource, tenant)) : null;
        return new Usage(resource, limit, used, null);
    }

    private long held(Handle handle, Resource resource, int tenant) {
        return meters.stream()
                .filter(meter -> meter.resource() == resource)
                .mapToLong(meter -> meter.used(handle, tenant))
                .sum();
    }

    private static long counted(Handle handle, Resource resource, int tenant, Period period) {
        return handle.createQuery(
                        """
                        SELECT used FROM trunkline.resource_use
                         WHERE tenant_id = :tenant AND resource = :resource AND period = :period
                        """)
                .bind("tenant", tenant)
                .bind("resource", resource.name())
                .bind("period", period.from())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private static Map<Resource, Long> read(Handle handle, int tenant) {
        Map<Resource, Long> amounts = new EnumMap<>(Resource.class);
        handle.createQuery(
                        "SELECT resource, amount FROM trunkline.tenant_limit WHERE tenant_id = :tenant")
                .bind("tenant", tenant)
                .map((row, context) ->
                        amounts.put(Resource.valueOf(row.getString(1)), row.getLong(2)))
                .list();
        return amounts;
    }

    private static String json(Map<Resource, Long> amounts) {
        StringBuilder text = new StringBuilder("{");
        Arrays.stream(Resource.values())
                .filter(amounts::containsKey)
                .forEach(resource ->
                        text.append(text.length() == 1 ? "" : ",")
                                .append('"')
                                .append(resource)
                                .append("\":")
                                .append(amounts.get(resource)));
        return text.append('}').toString();
    }
}
