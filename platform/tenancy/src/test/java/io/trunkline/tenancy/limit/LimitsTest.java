package io.trunkline.tenancy.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.trunkline.spi.Resource;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.TenantRunner;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:20:00Z");

    private Installation installation;
    private Limits limits;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        limits = limits(installation);
    }

    static LimitsConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(LimitsConfig.class)
                .build()
                .getConfigMapping(LimitsConfig.class);
    }

    static Limits limits(Installation installation) {
        return new Limits(
                installation.tenants(),
                config(),
                List.of(new SeatMeter()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aTenantHasWhatWasAgreedAndOthersTheUsual() {
        as("acme", () -> agree(Map.of(Resource.SMS, 5L)));
        assertEquals(5L, as("acme", () -> limits.of(Resource.SMS)));
        assertEquals(100_000L, as("globex", () -> limits.of(Resource.SMS)));
        assertEquals(60L, as("acme", () -> limits.of(Resource.EXPORTS)));
    }

    @Test
    void whatIsCountedEndsAtTheLimitAndSaysWhenItBeginsAnew() {
        as("acme", () -> agree(Map.of(Resource.EXPORTS, 2L)));
        take("acme", 1);
        take("acme", 1);
        LimitReachedException refused =
                assertThrows(LimitReachedException.class, () -> take("acme", 1));
        assertEquals(LimitError.LIMIT_REACHED, refused.code());
        assertEquals(Duration.ofMinutes(40), refused.retryAfter());
        take("globex", 1);
        assertEquals(2L, used("acme", Resource.EXPORTS));
        assertEquals(1L, used("globex", Resource.EXPORTS));
    }

    @Test
    void allOrNothingIsTaken() {
        as("acme", () -> agree(Map.of(Resource.EXPORTS, 3L)));
        take("acme", 2);
        assertThrows(LimitReachedException.class, () -> take("acme", 2));
        take("acme", 1);
    }

    @Test
    void whatIsRolledBackWasNotUsed() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        as(
                                "acme",
                                () ->
                                        installation
                                                .tenants()
                                                .inTransaction(handle -> {
                                                    limits.take(handle, Resource.EXPORTS, 1);
                                                    throw new IllegalStateException("it failed");
                                                })));
        assertEquals(0L, used("acme", Resource.EXPORTS));
    }

    @Test
    void twentyAtOnceTakeNoMoreThanThereIs() throws Exception {
        as("acme", () -> agree(Map.of(Resource.EXPORTS, 7L)));
        Callable<Boolean> attempt =
                () -> {
                    try {
                        take("acme", 1);
                        return true;
                    } catch (LimitReachedException e) {
                        return false;
                    }
                };
        long taken = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(Collections.nCopies(20, attempt))) {
                taken += one.get() ? 1 : 0;
            }
        }
        assertEquals(7, taken);
        assertEquals(7L, used("acme", Resource.EXPORTS));
    }

    @Test
    void seatsAreTheActiveMembers() {
        long members = used("acme", Resource.SEATS);
        assertTrue(members > 10);
        as("acme", () -> agree(Map.of(Resource.SEATS, members)));
        assertThrows(LimitReachedException.class, () -> as("acme", this::oneMoreSeat));
        as("globex", this::oneMoreSeat);
    }

    @Test
    void usageNamesEveryResourceAndHidesNothingItDoesNotKnow() {
        List<Usage> usage = as("acme", limits::usage);
        assertEquals(List.of(Resource.values()), usage.stream().map(Usage::resource).toList());
        assertEquals(null, usage.getFirst().used());
    }

    private boolean agree(Map<Resource, Long> amounts) {
        return agree(installation, limits, amounts);
    }

    static boolean agree(Installation installation, Limits limits, Map<Resource, Long> amounts) {
        int tenant = TenantRunner.current().tenant().id();
        installation.tenants().inTransaction(handle -> Limits.exchange(handle, tenant, amounts));
        limits.forget(tenant);
        return true;
    }

    private boolean oneMoreSeat() {
        return installation
                .tenants()
                .inTransaction(handle -> {
                    limits.requireRoom(handle, Resource.SEATS, 1);
                    return true;
                });
    }

    private void take(String tenant, long amount) {
        as(
                tenant,
                () ->
                        installation
                                .tenants()
                                .inTransaction(handle -> {
                                    limits.take(handle, Resource.EXPORTS, amount);
                                    return true;
                                }));
    }

    private Long used(String tenant, Resource resource) {
        return as(tenant, limits::usage).stream()
                .filter(usage -> usage.resource() == resource)
                .map(Usage::used)
                .findFirst()
                .orElseThrow();
    }

    private <T> T as(String tenant, TenantRunner.Action<T, RuntimeException> action) {
        return TenantRunner.call(installation.session("supervisor", tenant), action);
    }
}
