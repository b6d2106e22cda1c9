package io.trunkline.pluginhost.internal.generation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PageGraceTest {

    @Test
    void aPageThatStaysIsWaitedForSoLongAndNoLonger() {
        OpenPages pages = new OpenPages();
        pages.opened();
        assertFalse(pages.isOver());
        pages.await(Duration.ofMillis(50));
        assertTrue(pages.isOver());
    }

    @Test
    void aPageThatEndsTwiceEndsOnce() {
        OpenPages pages = new OpenPages();
        Runnable one = pages.opened();
        Runnable other = pages.opened();
        one.run();
        one.run();
        Thread leaving = Thread.ofVirtual().start(() -> pages.await(Duration.ofMinutes(1)));
        assertFalse(pages.isOver());
        other.run();
        assertTrue(joined(leaving));
        assertTrue(pages.isOver());
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
