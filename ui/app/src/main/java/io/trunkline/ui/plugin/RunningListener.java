package io.trunkline.ui.plugin;

import com.vaadin.flow.server.VaadinSession;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A listener of a plugin's component, known from the moment it asks for its session. Vaadin calls
/// it and tells nobody when it returns; but its browser's session stays locked until then. Of
/// several under one lock the last to ask is meant.
final class RunningListener {

    private static final String ATTRIBUTE = RunningListener.class.getName();

    private final long generation;
    private final VaadinSession session;
    private final ReentrantLock lock;
    private final long unlocked;
    private volatile boolean followed;

    private RunningListener(long generation, VaadinSession session, ReentrantLock lock) {
        this.generation = generation;
        this.session = session;
        this.lock = lock;
        this.unlocked = session.getLastUnlocked();
    }

    /// Called inside the listener.
    ///
    /// @param session whose lock is held
    /// @param generation of what built the component; its number alone, because whatever refers to
    ///   a plugin keeps its classes
    /// @param counting told, unless this listener asked before, how to see whether it still runs
    static void watch(VaadinSession session, long generation, Consumer<BooleanSupplier> counting) {
        if (!(session.getLockInstance() instanceof ReentrantLock lock)) {
            return;
        }
        RunningListener before = (RunningListener) session.getAttribute(ATTRIBUTE);
        if (before != null && before.generation == generation && before.lasts()) {
            return;
        }
        RunningListener running = new RunningListener(generation, session, lock);
        session.setAttribute(ATTRIBUTE, running);
        if (before != null) {
            before.followed = true;
        }
        counting.accept(running::lasts);
    }

    private boolean lasts() {
        return !followed && lock.isLocked() && session.getLastUnlocked() == unlocked;
    }
}
