package io.trunkline.ui.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vaadin.flow.server.VaadinSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RunningListenerTest {

    private final Browser browser = new Browser();
    private final List<BooleanSupplier> counted = new ArrayList<>();

    @Test
    void lastsUntilTheBrowsersSessionIsLetGo() {
        browser.lock.lock();
        listen(1);
        assertTrue(counted.getFirst().getAsBoolean());
        browser.letGo();
        assertFalse(counted.getFirst().getAsBoolean());

        browser.lock.lock();
        assertFalse(counted.getFirst().getAsBoolean(), "that is a later request");
    }

    @Test
    void isCountedOnceHoweverOftenItAsks() {
        browser.lock.lock();
        for (int nth = 0; nth < 100; nth++) {
            listen(1);
        }
        assertEquals(1, counted.size());
        browser.letGo();
        browser.lock.lock();
        listen(1);
        assertEquals(2, counted.size());
        assertTrue(counted.getLast().getAsBoolean());
    }

    @Test
    void nobodyPaysForWhoComesAfter() {
        browser.lock.lock();
        listen(1);
        listen(2);
        assertFalse(counted.getFirst().getAsBoolean());
        assertTrue(counted.getLast().getAsBoolean());
    }

    private void listen(long generation) {
        RunningListener.watch(browser, generation, counted::add);
    }

    /// As Vaadin keeps one.
    private static final class Browser extends VaadinSession {

        private final ReentrantLock lock = new ReentrantLock();
        private final Map<String, Object> attributes = new HashMap<>();
        private long unlocked;

        Browser() {
            super(null);
        }

        void letGo() {
            unlocked++;
            lock.unlock();
        }

        @Override
        public Lock getLockInstance() {
            return lock;
        }

        @Override
        public long getLastUnlocked() {
            return unlocked;
        }

        @Override
        public Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }
    }
}
