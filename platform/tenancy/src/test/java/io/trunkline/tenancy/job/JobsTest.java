package io.trunkline.tenancy.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.TenantRunner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JobsTest {

    private Installation installation;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
    }

    @Test
    void runsForEachTenantInItsOwnSessionAndGoesOnAfterAFailure() {
        List<String> seen = new ArrayList<>();
        Job job =
                new Job(
                        "in-turn",
                        () -> {
                            String key = TenantRunner.current().tenant().key();
                            seen.add(key);
                            if (key.equals("acme")) {
                                throw new IllegalStateException("acme's turn fails");
                            }
                        });
        jobs(job).run("in-turn");
        assertEquals(List.of("acme", "globex"), seen.stream().sorted().toList());
    }

    @Test
    void refusesAnUnknownName() {
        assertThrows(IllegalArgumentException.class, () -> jobs().run("no-such-job"));
    }

    @Test
    void comesRoundByItself() throws InterruptedException {
        CountDownLatch turns = new CountDownLatch(4);
        Jobs jobs = jobs(new Job("again-and-again", turns::countDown));
        jobs.start();
        try {
            assertEquals(true, turns.await(20, TimeUnit.SECONDS));
        } finally {
            jobs.stop();
        }
    }

    private Jobs jobs(TenantJob... jobs) {
        return new Jobs(
                installation.database().workerDataSource(),
                installation.tenants(),
                installation.sessions(),
                List.of(jobs),
                List.of(),
                new JobsConfig() {
                    @Override
                    public boolean enabled() {
                        return true;
                    }

                    @Override
                    public Duration pollInterval() {
                        return Duration.ofMillis(100);
                    }
                });
    }

    private record Job(String name, Runnable work) implements TenantJob {
        @Override
        public Duration every() {
            return Duration.ofMillis(100);
        }

        @Override
        public void run() {
            work.run();
        }
    }
}
