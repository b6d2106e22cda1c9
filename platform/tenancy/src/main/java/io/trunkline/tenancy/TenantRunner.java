package io.trunkline.tenancy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The one holder of the current session. REST filter, screen request, job, event and import alike
/// open it here; everything below asks [#current()].
public final class TenantRunner {

    private static final ScopedValue<Running> CURRENT = ScopedValue.newInstance();

    private TenantRunner() {}

    /// Runs the action as the session; the session ends when the action returns.
    public static <T, E extends Exception> T call(Session session, Action<T, E> action) throws E {
        Running running = new Running(session, new AtomicBoolean(true));
        try {
            return ScopedValue.where(CURRENT, running).call(action::run);
        } finally {
            running.open().set(false);
        }
    }

    public static void run(Session session, Runnable action) {
        call(
                session,
                () -> {
                    action.run();
                    return true;
                });
    }

    /// The session of the call being handled.
    ///
    /// @throws IllegalStateException when there is none: there is no default tenant
    public static Session current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("no tenant session is open here");
        }
        return CURRENT.get().session();
    }

    /// The same for what also works outside of any tenant.
    public static Optional<Session> find() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get().session()) : Optional.empty();
    }

    /// Whether this very session is the one being handled now, on this thread.
    public static boolean isCurrent(Object session) {
        return CURRENT.isBound()
                && CURRENT.get().session() == session
                && CURRENT.get().open().get();
    }

    @FunctionalInterface
    public interface Action<T, E extends Exception> {
        T run() throws E;
    }

    private record Running(Session session, AtomicBoolean open) {}
}
