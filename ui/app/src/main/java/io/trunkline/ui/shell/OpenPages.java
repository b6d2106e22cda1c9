package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.tenancy.StartOrder;
import io.trunkline.ui.shell.PageGuard.Stay;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The pages that are open on this node. One that must not stay is told so by push, within a
/// second, and again every few seconds until it is gone: a message can be lost with its connection.
@ApplicationScoped
public class OpenPages {

    private static final Logger LOG = Logger.getLogger(OpenPages.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String LEAVE = "leave";

    private final List<PageGuard> guards;
    private final Map<OpenPage, Told> pages = new ConcurrentHashMap<>();
    private final Set<OpenPage> telling = ConcurrentHashMap.newKeySet();
    private @Nullable Thread watch;

    @Inject
    OpenPages(@All List<PageGuard> guards) {
        this.guards = guards;
    }

    void start(@Observes @Priority(StartOrder.WORK) StartupEvent event) {
        watch = Thread.ofVirtual().name("open-pages").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        if (watch != null) {
            watch.interrupt();
        }
    }

    /// Called once for each page, while it is opened.
    void opened(OpenPage page) {
        pages.put(page, Told.NEVER);
        // A page that lost a message asks for all of it anew, and is detached and attached for
        // that.
        page.ui().addAttachListener(again -> pages.putIfAbsent(page, Told.NEVER));
        page.ui().addDetachListener(detach -> pages.remove(page));
    }

    /// The page as it was opened; empty for one that is not open any more.
    Optional<OpenPage> of(UI ui) {
        return pages.keySet().stream().filter(page -> page.ui() == ui).findFirst();
    }

    /// Whether what happens behind it may still be shown on the page.
    boolean mayStay(OpenPage page) {
        return judge(page) == Stay.YES;
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(EVERY);
                pages.forEach(this::look);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debugf("Open pages are looked at later: %s", e.getMessage());
            }
        }
    }

    private void look(OpenPage page, Told told) {
        Stay stay = judge(page);
        if (stay == Stay.YES || !told.isDue(stay)) {
            return;
        }
        pages.replace(page, told, new Told(stay, System.nanoTime()));
        // By a thread of its own: a page that hangs must not keep the others from being told.
        if (telling.add(page)) {
            Thread.ofVirtual().name("open-page").start(() -> tell(page, stay));
        }
    }

    private void tell(OpenPage page, Stay stay) {
        try {
            page.ui().access(() -> send(page.ui(), stay));
        } catch (UIDetachedException closed) {
            pages.remove(page);
        } finally {
            telling.remove(page);
        }
    }

    /// A guard that cannot answer keeps no other from answering.
    private Stay judge(OpenPage page) {
        Stay strictest = Stay.YES;
        for (PageGuard guard : guards) {
            try {
                Stay one = guard.judge(page);
                strictest = one.compareTo(strictest) > 0 ? one : strictest;
            } catch (RuntimeException e) {
                LOG.debugf(
                        "%s is asked later: %s", guard.getClass().getSimpleName(), e.getMessage());
            }
        }
        return strictest;
    }

    private static void send(UI ui, Stay stay) {
        if (stay == Stay.SIGNED_OUT) {
            ui.getPage().setLocation(LEAVE);
        } else {
            ui.getPage().reload();
        }
    }

    /// What a page was told last, and when.
    private record Told(Stay what, long at) {

        static final Told NEVER = new Told(Stay.YES, 0);

        boolean isDue(Stay stay) {
            return what != stay || System.nanoTime() - at >= AGAIN_NANOS;
        }
    }
}
