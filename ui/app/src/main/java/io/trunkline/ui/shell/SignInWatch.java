package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.VaadinService;
import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.SignOuts;
import io.trunkline.tenancy.signin.SignInLog;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes down who is at the screens, and sends away who was signed out from afar: at the next
/// request, and within two seconds where the page only lies open.
@ApplicationScoped
public class SignInWatch {

    private static final Logger LOG = Logger.getLogger(SignInWatch.class);
    private static final String LEAVE = "leave";

    private final SignOuts signOuts;
    private final SignInLog log;
    private final Map<UI, Watched> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("sign-in-watch").factory());

    @Inject
    SignInWatch(SignOuts signOuts, SignInLog log) {
        this.signOuts = signOuts;
        this.log = log;
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    boolean isOut(Session session, SecurityIdentity identity) {
        return signOuts.isOut(session, Organizations.sid(identity), Organizations.since(identity));
    }

    /// Inside the session of the person who sent the request.
    void seen(HttpServletRequest request, SecurityIdentity identity) {
        String sid = Organizations.sid(identity);
        if (sid != null) {
            String device = request.getHeader("User-Agent");
            log.seen(sid, request.getRemoteAddr(), device == null ? "" : device);
        }
    }

    /// An open page learns that its session is over and reloads; a reloading one is led to the
    /// provider, which forgets the browser too.
    static void sendAway(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Visitors.leave(request, response);
        String vaadinRequest = request.getParameter("v-r");
        if (vaadinRequest == null) {
            response.sendRedirect(request.getContextPath() + "/sign-out");
            return;
        }
        if (!vaadinRequest.equals("uidl")) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(VaadinService.createSessionExpiredJSON(true));
    }

    /// Called while the page is made, inside its session.
    void watch(UI ui, Session session, Visitor visitor) {
        if (visitor.sid() == null) {
            return;
        }
        Long member = session.actor().memberId();
        if (member == null) {
            return;
        }
        open.put(ui, new Watched(session.tenant().id(), member, visitor.sid(), visitor.since()));
        ui.addDetachListener(detached -> open.remove(ui));
    }

    private void look() {
        try {
            open.forEach((ui, watched) -> {
                if (signOuts.isOut(
                        watched.tenant(), watched.member(), watched.sid(), watched.since())) {
                    open.remove(ui);
                    sendAway(ui);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("Whether somebody was signed out could not be asked", e);
        }
    }

    private static void sendAway(UI ui) {
        try {
            ui.access(() -> ui.getPage().setLocation(LEAVE));
        } catch (UIDetachedException closed) {
            // The page is gone: nobody looks at it.
        }
    }

    @PreDestroy
    void end() {
        clock.shutdownNow();
    }

    /// Who looks at a page; her session lives only as long as a request.
    private record Watched(int tenant, long member, @Nullable String sid, Instant since) {}
}
