package io.trunkline.ui.shell;

import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out for one HTTP request who asks and for which tenant. Nothing of the answer outlives the
/// request: only the chosen tenant's key is kept, in a cookie that ends with the browser, and
/// checked against the token each time. An HTTP session belongs to one person in one tenant.
@ApplicationScoped
public class Visitors {

    static final String LANGUAGE_COOKIE = "trunkline-language";
    private static final String TENANT_COOKIE = "trunkline-tenant";
    private static final String OWNER = "trunkline.owner";

    private final Sessions sessions;

    @Inject
    Visitors(Sessions sessions) {
        this.sessions = sessions;
    }

    Visitor of(HttpServletRequest request, SecurityIdentity identity) {
        String username = Organizations.username(identity);
        List<String> organizations = Organizations.of(identity);
        String chosen = chosen(request, organizations);
        endForeignSession(request, username + " " + chosen);
        Session session =
                chosen == null ? null : open(chosen, username, request.getCookies()).orElse(null);
        return new Visitor(username, Organizations.name(identity), organizations, session);
    }

    /// Chooses the tenant; pages of another one end.
    ///
    /// @return false when the token does not name it or it does not let her in
    boolean enter(
            HttpServletRequest request,
            HttpServletResponse response,
            SecurityIdentity identity,
            String tenantKey) {
        String username = Organizations.username(identity);
        if (!Organizations.of(identity).contains(tenantKey)
                || sessions.member(tenantKey, username).isEmpty()) {
            return false;
        }
        response.addCookie(tenantCookie(request, tenantKey));
        endForeignSession(request, username + " " + tenantKey);
        return true;
    }

    /// Forgets the tenant and ends all pages.
    static void leave(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = tenantCookie(request, "");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
        HttpSession http = request.getSession(false);
        if (http != null) {
            http.invalidate();
        }
    }

    private static Cookie tenantCookie(HttpServletRequest request, String tenantKey) {
        Cookie cookie = new Cookie(TENANT_COOKIE, tenantKey);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    /// Pages that another person, or she herself for another tenant, left open in this browser.
    private static void endForeignSession(HttpServletRequest request, String owner) {
        HttpSession http = request.getSession(false);
        if (http == null) {
            return;
        }
        Object present = http.getAttribute(OWNER);
        if (present == null) {
            http.setAttribute(OWNER, owner);
        } else if (!present.equals(owner)) {
            http.invalidate();
        }
    }

    private static @Nullable String chosen(HttpServletRequest request, List<String> organizations) {
        if (organizations.size() == 1) {
            return organizations.getFirst();
        }
        return cookie(request.getCookies(), TENANT_COOKIE)
                .filter(organizations::contains)
                .orElse(null);
    }

    private Optional<Session> open(String tenantKey, String username, Cookie @Nullable [] cookies) {
        Optional<Locale> language = language(cookies);
        return sessions.member(tenantKey, username)
                .map(session -> language.map(session::inLocale).orElse(session));
    }

    static Optional<Locale> language(Cookie @Nullable [] cookies) {
        return cookie(cookies, LANGUAGE_COOKIE)
                .map(language -> ScreenTexts.language(Locale.of(language)));
    }

    private static Optional<String> cookie(Cookie @Nullable [] cookies, String name) {
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }
}
