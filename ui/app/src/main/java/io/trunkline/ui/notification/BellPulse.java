package io.trunkline.ui.notification;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.core.notification.NotificationPulse;
import io.trunkline.core.notification.NotificationPulse.Beat;
import io.trunkline.core.notification.NotificationPulse.Recipient;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.shell.ScreenUpdates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The pages open on this node, told when there is something new for the one in front of them: by
/// one statement a second for all of them together, whichever node wrote it.
@ApplicationScoped
public class BellPulse {

    private static final Logger LOG = Logger.getLogger(BellPulse.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final NotificationPulse pulse;
    private final ScreenUpdates updates;
    private final Set<Watched> pages = ConcurrentHashMap.newKeySet();
    private final ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;
    private @Nullable Thread poller;

    @Inject
    BellPulse(NotificationPulse pulse, ScreenUpdates updates) {
        this.pulse = pulse;
        this.updates = updates;
    }

    void start(@Observes StartupEvent event) {
        poller = Thread.ofVirtual().name("bell-pulse").start(this::poll);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (poller != null) {
            poller.interrupt();
        }
        tellers.shutdown();
    }

    /// Called while the page is handled.
    ///
    /// @param listener called on the page, inside a session of its person, whenever the beat
    ///   differs from the one before; and soon after this call
    /// @return ends it
    Registration watch(UI ui, Consumer<Beat> listener) {
        Session session = TenantRunner.current();
        Watched page =
                new Watched(
                        updates.target(ui),
                        new Recipient(session.tenant().id(), session.actor().requireMember()),
                        listener);
        pages.add(page);
        return () -> pages.remove(page);
    }

    private void poll() {
        while (!stopped) {
            try {
                Thread.sleep(EVERY);
                if (!pages.isEmpty()) {
                    look();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "open pages cannot be told what is new, trying again: %s", e.getMessage());
            }
        }
    }

    private void look() {
        Map<Recipient, Beat> beats =
                pulse.of(pages.stream().map(Watched::recipient).collect(Collectors.toSet()));
        for (Watched page : pages) {
            Beat beat = beats.get(page.recipient);
            // A page that is still being told is told of the rest at the next look.
            if (beat != null && !beat.equals(page.last) && page.busy.compareAndSet(false, true)) {
                page.last = beat;
                tellers.execute(() -> tell(page, beat));
            }
        }
    }

    private void tell(Watched page, Beat beat) {
        try {
            updates.run(page.target, () -> page.listener.accept(beat));
        } catch (RuntimeException e) {
            LOG.warnf(e, "a page could not be told what is new");
        } finally {
            page.busy.set(false);
        }
    }

    private static final class Watched {

        private final ScreenUpdates.Target target;
        private final Recipient recipient;
        private final Consumer<Beat> listener;
        private final AtomicBoolean busy = new AtomicBoolean();
        private volatile @Nullable Beat last;

        Watched(ScreenUpdates.Target target, Recipient recipient, Consumer<Beat> listener) {
            this.target = target;
            this.recipient = recipient;
            this.listener = listener;
        }

        Recipient recipient() {
            return recipient;
        }
    }
}
