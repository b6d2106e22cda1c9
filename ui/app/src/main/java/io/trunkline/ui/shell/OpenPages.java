package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.tenancy.StartOrder;
import io.trunkline.tenancy.TenantDatabase;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The pages that are open on this node, by tenant. When a tenant is suspended its pages load anew,
/// by push, and show why: nobody goes on reading what was on the screen.
@ApplicationScoped
public class OpenPages {

    private static final Logger LOG = Logger.getLogger(OpenPages.class);
    private static final Duration EVERY = Duration.ofMillis(500);

    private final TenantDatabase database;
    private final Map<String, Set<UI>> pages = new ConcurrentHashMap<>();
    private @Nullable Thread watch;

    @Inject
    OpenPages(TenantDatabase database) {
        this.database = database;
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
    void opened(String tenantKey, UI ui) {
        Set<UI> ofTenant = pages.computeIfAbsent(tenantKey, key -> ConcurrentHashMap.newKeySet());
        ofTenant.add(ui);
        ui.addDetachListener(detach -> ofTenant.remove(ui));
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(EVERY);
                if (!pages.isEmpty()) {
                    database.states().unserved().keySet().forEach(this::reload);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debugf("Open pages are looked at later: %s", e.getMessage());
            }
        }
    }

    private void reload(String tenantKey) {
        Set<UI> open = pages.remove(tenantKey);
        if (open == null) {
            return;
        }
        for (UI ui : open) {
            try {
                ui.access(() -> ui.getPage().reload());
            } catch (UIDetachedException closed) {
                // The page is gone by itself.
            }
        }
    }
}
