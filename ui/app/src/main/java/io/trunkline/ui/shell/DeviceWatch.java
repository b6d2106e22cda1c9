package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.access.DeviceRevocations;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Loads pages anew whose device was revoked while they only lay open, so that they say why they
/// show nothing more. Requests are refused by themselves.
@ApplicationScoped
public class DeviceWatch {

    private static final Logger LOG = Logger.getLogger(DeviceWatch.class);
    private static final int EVERY = 500;

    private final DeviceRevocations revocations;
    private final Sessions sessions;
    private final Map<UI, Watched> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("device-watch").factory());

    @Inject
    DeviceWatch(DeviceRevocations revocations, Sessions sessions) {
        this.revocations = revocations;
        this.sessions = sessions;
        clock.scheduleWithFixedDelay(this::look, EVERY, EVERY, TimeUnit.MILLISECONDS);
    }

    /// Called while the page is made. Who is let in by any device is not watched: for her a
    /// revocation means nothing.
    void watch(UI ui, Session session, Visitor visitor) {
        String device = visitor.device();
        Long member = session.actor().memberId();
        if (device == null
                || member == null
                || !sessions.limits(session.tenant().key(), visitor.username()).askForDevice()) {
            return;
        }
        open.put(ui, new Watched(session.tenant().id(), member, device));
        ui.addDetachListener(detached -> open.remove(ui));
    }

    private void look() {
        try {
            open.forEach((ui, watched) -> {
                if (revocations.isRevoked(watched.tenant(), watched.member(), watched.device())) {
                    open.remove(ui);
                    reload(ui);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("Whether a device was revoked could not be asked", e);
        }
    }

    private static void reload(UI ui) {
        try {
            ui.access(() -> ui.getPage().reload());
        } catch (UIDetachedException closed) {
            // The page is gone: nobody looks at it.
        }
    }

    @PreDestroy
    void end() {
        clock.shutdownNow();
    }

    /// Who looks at a page, and from which device.
    private record Watched(int tenant, long member, String device) {}
}
