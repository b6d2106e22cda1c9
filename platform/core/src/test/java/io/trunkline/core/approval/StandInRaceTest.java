package io.trunkline.core.approval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class StandInRaceTest {

    @Inject StandIns standIns;
    @Inject People people;

    @Test
    void theLaterOfTwoAtOnceCounts() throws Exception {
        long lead = people.session("lead", "acme").actor().requireMember();
        LocalDate today = LocalDate.now(people.session("executive", "acme").zone());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int nth = 0; nth < 10; nth++) {
                Database.execute("DELETE FROM trunkline.approval_stand_in");
                CyclicBarrier begin = new CyclicBarrier(2);
                List<Future<?>> both = new ArrayList<>();
                for (int days = 1; days <= 2; days++) {
                    LocalDate until = today.plusDays(days);
                    both.add(
                            threads.submit(() -> {
                                begin.await();
                                people.as(
                                        "executive",
                                        "acme",
                                        () -> {
                                            standIns.save(new StandIns.StandIn(lead, today, until));
                                            return true;
                                        });
                                return true;
                            }));
                }
                for (Future<?> one : both) {
                    assertTrue(one.get().equals(true));
                }
            }
        }
        Database.execute("DELETE FROM trunkline.approval_stand_in");
    }
}
