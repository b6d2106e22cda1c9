package io.trunkline.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class IdGeneratorTest {

    private static final long NOW = IdSequence.EPOCH_MILLIS + 1_000_000_000L;

    @Test
    void twoProcessesAndEightThreadsMakeNoIdTwice() throws Exception {
        Installation installation = Installation.empty();
        List<IdGenerator> nodes =
                List.of(
                        new IdGenerator(installation.database().appDataSource()),
                        new IdGenerator(installation.database().workerDataSource()));
        List<Callable<List<Long>>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            IdGenerator node = nodes.get(thread % 2);
            work.add(() -> someIds(node));
        }
        Set<Long> all = new HashSet<>();
        int made = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<List<Long>> ids : threads.invokeAll(work)) {
                all.addAll(ids.get());
                made += ids.get().size();
                assertEquals(ids.get().stream().sorted().toList(), ids.get());
            }
        }
        assertEquals(8 * 22_000, made);
        assertEquals(made, all.size());
    }

    @Test
    void aLeaseThatRanOutIsReplacedByAnotherNodeNumber() throws SQLException {
        Installation installation = Installation.empty();
        IdGenerator ids = installation.ids();
        long before = ids.next();
        installation.asSuperuser(
                "UPDATE trunkline.node_lease SET expires_at = now() - interval '1 s' WHERE holder IS NOT NULL");
        ids.lease();
        long after = ids.next();
        assertTrue(after > before);
        assertTrue(node(after) != node(before));
    }

    @Test
    void aBlockIsInOnePieceAndBelongsToTheCallerAlone() throws SQLException {
        IdGenerator ids = Installation.empty().ids();
        long first = ids.block(100_000);
        long next = ids.next();
        assertTrue(next > first + 99_999);
        assertEquals(node(first), node(first + 99_999));
        assertThrows(IllegalArgumentException.class, () -> ids.block(0));
        assertThrows(IllegalArgumentException.class, () -> ids.block(100_001));
    }

    @Test
    void idsGrowWhenTheClockGoesBack() {
        IdSequence sequence = new IdSequence();
        sequence.lease(7, NOW - 1000, NOW + 60_000);
        long first = sequence.block(1, NOW);
        long second = sequence.block(1, NOW - 30_000);
        assertTrue(second > first);
    }

    @Test
    void noIdIsMadeOutsideOfTheLease() {
        IdSequence sequence = new IdSequence();
        assertEquals(-1, sequence.block(1, NOW));
        sequence.lease(7, NOW - 1000, NOW + 60_000);
        assertEquals(-1, sequence.block(1, NOW + 60_000));
    }

    @Test
    void theNextHolderOfANodeBeginsAfterTheLastLease() {
        IdSequence earlier = new IdSequence();
        earlier.lease(7, NOW - 1000, NOW + 60_000);
        long last = earlier.block(1, NOW + 59_900);
        IdSequence later = new IdSequence();
        later.lease(7, NOW + 60_001, NOW + 120_000);
        assertTrue(later.block(1, NOW) > last, "although its clock is behind");
    }

    private static List<Long> someIds(IdGenerator node) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            ids.add(node.next());
            LongStream.iterate(node.block(10), id -> id + 1).limit(10).forEach(ids::add);
        }
        return ids;
    }

    private static long node(long id) {
        return (id >> 17) & 0xff;
    }
}
