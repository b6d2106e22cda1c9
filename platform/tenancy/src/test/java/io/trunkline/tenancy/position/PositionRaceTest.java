package io.trunkline.tenancy.position;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.role.Administrators;
import io.trunkline.testing.TestTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PositionRaceTest {

    @Test
    void ofTwoWhoMakeOneAtOnceTheSecondIsToldThatTheKeyIsTaken() throws Exception {
        Installation installation = Installation.fresh();
        Positions positions =
                new Positions(
                        installation.tenants(),
                        installation.ids(),
                        installation.audit(),
                        new Administrators());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int nth = 0; nth < 10; nth++) {
                String key = "race-" + nth;
                CyclicBarrier begin = new CyclicBarrier(2);
                List<Future<@Nullable ErrorCode>> both = new ArrayList<>();
                for (int who = 0; who < 2; who++) {
                    both.add(
                            threads.submit(() -> {
                                begin.await();
                                return refusal(installation, positions, key);
                            }));
                }
                List<ErrorCode> refusals = new ArrayList<>();
                for (Future<@Nullable ErrorCode> one : both) {
                    if (one.get() != null) {
                        refusals.add(one.get());
                    }
                }
                assertEquals(List.of(PositionError.POSITION_KEY_TAKEN), refusals);
            }
        }
    }

    private static @Nullable ErrorCode refusal(
            Installation installation, Positions positions, String key) {
        return TenantRunner.call(
                installation.session("admin", TestTenants.ACME),
                () -> {
                    try {
                        positions.create(key, "Position " + key, List.of());
                        return null;
                    } catch (PluginException refused) {
                        return refused.code();
                    }
                });
    }
}
