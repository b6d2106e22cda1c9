package io.trunkline.ui.shell;

import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.RequestFacts;
import io.trunkline.tenancy.audit.SignInEntries;
import io.trunkline.tenancy.limit.TenantGate;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Runs each screen request inside the session of the person who sent it. Push sends nothing from
/// browser to server (the transport is WebSocket with XHR), so every event comes through here.
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ScreenFilter extends HttpFilter {

    /// Where someone goes who belongs to one more tenant from now on.
    static final String JOINED = "/joined";

    private static final String ENTER = "/enter/";

    /// Open to everyone; what is there is answered before it comes here.
    private static final String HEALTH = "/q/";

    private static final String LEAVE = "/leave";
    private static final String THIS_DEVICE = "/this-device";

    private final transient Visitors visitors;
    private final transient SignInWatch watch;
    private final transient SecurityIdentity identity;
    private final transient TenantGate gate;
    private final transient SignInEntries entries;
    private final transient DeviceDoor devices;

    @Inject
    public ScreenFilter(
            Visitors visitors,
            SignInWatch watch,
            SecurityIdentity identity,
            TenantGate gate,
            SignInEntries entries,
            DeviceDoor devices) {
        this.gate = gate;
        this.devices = devices;
        this.entries = entries;
        this.visitors = visitors;
        this.watch = watch;
        this.identity = identity;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (isStatic(path) || identity.isAnonymous()) {
            nobody(path, request, response, chain);
            return;
        }
        RequestFacts facts =
                new RequestFacts(RequestFacts.Channel.SCREEN, request.getRemoteAddr(), null);
        passingOn(() ->
                RequestFacts.<Boolean, Exception>call(
                        facts,
                        () -> {
                            handle(path, request, response, chain);
                            return true;
                        }));
    }

    /// Nobody who has not signed in gets a session: it would be memory for everyone to take. Flow
    /// makes one where it finds no file, and shows an empty page.
    private static void nobody(
            String path,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (path.startsWith(HEALTH)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean had = request.getSession(false) != null;
        chain.doFilter(request, response);
        if (!had) {
            BrowserSession.end(request);
        }
    }

    private void handle(
            String path,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (path.startsWith(ENTER)) {
            enter(request, response, path.substring(ENTER.length()));
            return;
        }
        if (path.equals(JOINED)) {
            // Her token names the tenants of before: a new one is asked for, at no other cost.
            Visitors.forgetToken(request, response);
            response.sendRedirect(request.getContextPath() + "/choose-tenant");
            return;
        }
        if (path.equals(LEAVE)) {
            leave(request, response);
            return;
        }
        Visitor visitor;
        try {
            visitor = visitors.of(request, identity);
        } catch (PluginException refused) {
            RefusedEntry.answer(
                    request, response, devices.refused(request, response, identity, refused));
            return;
        }
        request.setAttribute(Visitor.attribute(), visitor);
        Session session = visitor.session();
        if (session != null && watch.isOut(session, identity)) {
            SignInWatch.sendAway(request, response);
            return;
        }
        TenantRunner.Action<Boolean, Exception> page =
                () -> {
                    if (session != null) {
                        watch.seen(request, identity);
                        devices.seen(request, response);
                    }
                    if (session != null && path.equals(THIS_DEVICE) && isOwnSite(request)) {
                        devices.propose(request, response);
                        response.sendRedirect(request.getContextPath() + "/access");
                        return true;
                    }
                    chain.doFilter(request, response);
                    return true;
                };
        serve(visitor, session == null ? page : inTenant(session, page));
    }

    /// Further requests of a tenant that has enough under way wait their turn: a refusal would tear
    /// an open page.
    private TenantRunner.Action<Boolean, Exception> inTenant(
            Session session, TenantRunner.Action<Boolean, Exception> page) {
        return () ->
                TenantRunner.<Boolean, Exception>call(
                        session, () -> gate.<Boolean, Exception>inPlace(page));
    }

    private static void serve(Visitor visitor, TenantRunner.Action<Boolean, Exception> page)
            throws IOException, ServletException {
        passingOn(
                visitor.operator()
                        ? () ->
                                OperatorRunner.<Boolean, Exception>call(
                                        new OperatorSession(visitor.username()), page)
                        : page);
    }

    private static void passingOn(TenantRunner.Action<Boolean, Exception> action)
            throws IOException, ServletException {
        try {
            action.run();
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, String tenantKey)
            throws IOException {
        if (!isOwnSite(request) || !visitors.enter(request, response, identity, tenantKey)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.sendRedirect(request.getContextPath() + "/");
    }

    private void leave(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!isOwnSite(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        tellThatSheLeaves(request);
        Visitors.leave(request, response);
        // Nothing of ours lies there; should something ever, it ends here.
        response.setHeader("Clear-Site-Data", "\"storage\"");
        response.sendRedirect(request.getContextPath() + "/sign-out");
    }

    private void tellThatSheLeaves(HttpServletRequest request) {
        try {
            Session session = visitors.of(request, identity).session();
            if (session != null) {
                TenantRunner.run(session, entries::out);
            }
        } catch (PluginException refused) {
            // She was not in: there is nothing to leave.
        }
    }

    /// Another site must not move someone into another tenant by a link or an image.
    private static boolean isOwnSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    private static boolean isStatic(String path) {
        return path.startsWith("/VAADIN/build/")
                || path.startsWith("/VAADIN/static/")
                || path.startsWith("/aura/")
                || path.startsWith("/trunkline");
    }
}
