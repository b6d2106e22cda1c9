package io.trunkline.tenancy.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.Resource;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.TenantRunner;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TenantGateTest {

    private Installation installation;
    private Limits limits;
    private TenantGate gate;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        limits = LimitsTest.limits(installation);
        gate = new TenantGate(limits, LimitsTest.config());
    }

    @Test
    void aTenantThatAsksTooOftenIsToldWhenToComeAgainAndOthersAreNot() {
        as("acme", () -> agree(1));
        as("acme", this::request);
        as("acme", this::request);
        LimitReachedException refused =
                assertThrows(LimitReachedException.class, () -> as("acme", this::request));
        assertTrue(refused.retryAfter().toMillis() > 0);
        assertTrue(refused.retryAfter().toMillis() <= 1_000);
        as("globex", this::request);
    }

    @Test
    void anotherRateCountsAtOnce() {
        as("acme", () -> agree(1));
        as("acme", this::request);
        as("acme", this::request);
        as("acme", () -> agree(5));
        as("acme", this::request);
    }

    @Test
    void aTenantHoldsOnlyItsPlacesAndLeavesRoomForOthers() throws InterruptedException {
        int places = LimitsTest.config().atOnce();
        CountDownLatch inside = new CountDownLatch(places);
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(places + 1);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i <= places; i++) {
                threads.execute(() -> as("acme", () -> stay(inside, open, all)));
            }
            assertTrue(inside.await(10, TimeUnit.SECONDS));
            assertEquals(places + 1, all.getCount());
            assertEquals(
                    "in", as("globex", () -> gate.<String, RuntimeException>inPlace(() -> "in")));
            open.countDown();
            assertTrue(all.await(10, TimeUnit.SECONDS));
        } finally {
            open.countDown();
            threads.shutdown();
        }
    }

    private boolean stay(CountDownLatch inside, CountDownLatch open, CountDownLatch all) {
        return gate.<Boolean, RuntimeException>inPlace(() -> {
            inside.countDown();
            try {
                assertTrue(open.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            all.countDown();
            return true;
        });
    }

    private boolean agree(long requests) {
        return LimitsTest.agree(installation, limits, Map.of(Resource.REQUESTS, requests));
    }

    private boolean request() {
        gate.countRequest();
        return true;
    }

    private <T> T as(String tenant, TenantRunner.Action<T, RuntimeException> action) {
        return TenantRunner.call(installation.session("supervisor", tenant), action);
    }
}
