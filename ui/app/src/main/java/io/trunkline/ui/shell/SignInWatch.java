package io.trunkline.ui.shell;

import com.vaadin.flow.server.VaadinService;
import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.SignOuts;
import io.trunkline.tenancy.signin.SignInLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Writes down who is at the screens, and sends away who was signed out from afar: at the next
/// request, and by push where the page only lies open.
@ApplicationScoped
public class SignInWatch implements PageGuard {

    private final SignOuts signOuts;
    private final SignInLog log;

    @Inject
    SignInWatch(SignOuts signOuts, SignInLog log) {
        this.signOuts = signOuts;
        this.log = log;
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

    @Override
    public Stay judge(OpenPage page) {
        Long member = page.member();
        String sid = page.sid();
        return member != null
                        && sid != null
                        && signOuts.isOut(page.tenant(), member, sid, page.since())
                ? Stay.SIGNED_OUT
                : Stay.YES;
    }
}
