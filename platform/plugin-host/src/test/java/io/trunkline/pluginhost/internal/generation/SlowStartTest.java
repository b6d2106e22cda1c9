package io.trunkline.pluginhost.internal.generation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowStartTest {

    @Test
    void takesOneThenTwoThenThreeThenAll() {
        SlowStart start = new SlowStart(Duration.ofMinutes(5));
        assertTrue(start.takes(0));
        begin(start, 399);
        assertFalse(start.takes(1));
        begin(start, 1);
        assertTrue(start.takes(1));
        assertFalse(start.takes(2));
        begin(start, 400);
        assertTrue(start.takes(2));
        assertFalse(start.takes(3));
        begin(start, 200);
        assertTrue(start.takes(50));
    }

    /// Few calls that take long are not held up for ever.
    @Test
    void endsAfterAWhileHoweverFewCallsThereAre() throws Exception {
        SlowStart start = new SlowStart(Duration.ofMillis(20));
        begin(start, 1);
        Thread.sleep(50);
        assertTrue(start.takes(1));
    }

    private static void begin(SlowStart start, int calls) {
        for (int nth = 0; nth < calls; nth++) {
            start.began();
        }
    }
}
