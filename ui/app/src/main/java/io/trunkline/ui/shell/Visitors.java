package io.trunkline.ui.shell;

import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out for one HTTP request who asks and for which tenant. Nothing of the answer outlives the
/// request: only the chosen tenant's key is kept, and checked against the token each time.
@ApplicationScoped
public class Visitors {

    static final String LANGUAGE_COOKIE = "trunkline-language";
    private static final String TENANT = "trunkline.tenant";
    private static final String USER = "trunkline.user";

    private final Sessions sessions;

    @Inject
    Visitors(Sessions sessions) {
        this.sessions = sessions;
    }

    Visitor of(HttpServletRequest request, SecurityIdentity identity) {
        String username = Organizations.username(identity);
        List<String> organizations = Organizations.of(identity);
        HttpSession http = ownSession(request, username);
        String chosen = chosen(http, organizations);
        Session session =
                chosen == null ? null : open(chosen, username, request.getCookies()).orElse(null);
        return new Visitor(username, Organizations.name(identity), organizations, session);
    }

    /// Remembers the tenant for this HTTP session.
    ///
    /// @return false when the token does not name it or it does not let her in
    boolean enter(HttpServletRequest request, SecurityIdentity identity, String tenantKey) {
        String username = Organizations.username(identity);
        if (!Organizations.of(identity).contains(tenantKey)
                || sessions.member(tenantKey, username).isEmpty()) {
            return false;
        }
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        HttpSession fresh = request.getSession(true);
        fresh.setAttribute(TENANT, tenantKey);
        fresh.setAttribute(USER, username);
        return true;
    }

    /// An HTTP session that another person left behind in the same browser ends here.
    private static @Nullable HttpSession ownSession(HttpServletRequest request, String username) {
        HttpSession http = request.getSession(false);
        if (http == null) {
            return null;
        }
        Object user = http.getAttribute(USER);
        if (user == null) {
            http.setAttribute(USER, username);
            return http;
        }
        if (user.equals(username)) {
            return http;
        }
        http.invalidate();
        return null;
    }

    private static @Nullable String chosen(@Nullable HttpSession http, List<String> organizations) {
        if (organizations.size() == 1) {
            return organizations.getFirst();
        }
        String chosen = http == null ? null : (String) http.getAttribute(TENANT);
        return chosen != null && organizations.contains(chosen) ? chosen : null;
    }

    private Optional<Session> open(String tenantKey, String username, Cookie @Nullable [] cookies) {
        Optional<Locale> language = language(cookies);
        return sessions.member(tenantKey, username)
                .map(session -> language.map(session::inLocale).orElse(session));
    }

    static Optional<Locale> language(Cookie @Nullable [] cookies) {
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(LANGUAGE_COOKIE)) {
                return Optional.of(ScreenTexts.language(Locale.of(cookie.getValue())));
            }
        }
        return Optional.empty();
    }
}
