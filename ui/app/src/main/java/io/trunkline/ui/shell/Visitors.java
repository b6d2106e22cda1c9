package io.trunkline.ui.shell;

import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.SignOuts;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.SignInEntries;
import io.trunkline.tenancy.preference.Preferences;
import io.trunkline.tenancy.tenant.TenantError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    static final String LOOK_COOKIE = "trunkline-look";
    private static final String TENANT_COOKIE = "trunkline-tenant";

    /// How the names of Quarkus' cookies with the token begin.
    private static final String TOKEN_COOKIES = "q_session";

    /// Preference that tells by its time when a member last chose the tenant.
    private static final String ENTERED = "tenant.entered";

    private static final String OPERATOR_ROLE = "operator";

    private final Sessions sessions;
    private final TenantDatabase database;
    private final Preferences preferences;
    private final SignInEntries entries;
    private final SignOuts signOuts;

    @Inject
    Visitors(
            Sessions sessions,
            TenantDatabase database,
            Preferences preferences,
            SignInEntries entries,
            SignOuts signOuts) {
        this.signOuts = signOuts;
        this.entries = entries;
        this.sessions = sessions;
        this.database = database;
        this.preferences = preferences;
    }

    /// @throws io.trunkline.spi.PluginException an [io.trunkline.tenancy.access.AccessError] when
    ///   the tenant's limits do not let her in from there or now
    Visitor of(HttpServletRequest request, SecurityIdentity identity) {
        String username = Organizations.username(identity);
        List<String> organizations = Organizations.of(identity);
        String chosen = chosen(request, organizations);
        if (chosen != null && isPageLoad(request)) {
            // A page that is let in by what was true a second ago is refused while it begins, and
            // then shows nothing at all.
            sessions.forget(chosen, username);
            signOuts.forget();
        }
        Session session = chosen == null ? null : open(chosen, username, request).orElse(null);
        BrowserSession.claim(request, owner(username, session == null ? null : chosen));
        TenantError refusal =
                chosen == null || session != null
                        ? null
                        : database.states().refusal(chosen).orElse(null);
        if (chosen != null && session == null && refusal == null) {
            entries.refused(chosen, username, "not-a-member");
        }
        return new Visitor(
                username,
                Organizations.name(identity),
                organizations,
                Organizations.sid(identity),
                Organizations.since(identity),
                DeviceDoor.entrance(request).device(),
                session,
                refusal,
                identity.hasRole(OPERATOR_ROLE));
    }

    /// Whether the browser asks for a whole page, and not for a part of one that is open.
    private static boolean isPageLoad(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return request.getParameter("v-r") == null
                && accepted != null
                && accepted.contains("text/html");
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
        BrowserSession.claim(request, owner(username, tenantKey));
        remember(tenantKey, username, "on".equals(request.getParameter(TenantSwitcher.STRAIGHT)));
        return true;
    }

    /// The tenant she used last is offered first; one she wants without being asked is kept so.
    private void remember(String tenantKey, String username, boolean straight) {
        sessions.member(tenantKey, username)
                .ifPresent(session ->
                        TenantRunner.run(
                                session,
                                () -> {
                                    preferences.put(ENTERED, "");
                                    if (straight) {
                                        preferences.put(TenantSwitcher.STRAIGHT, "on");
                                    }
                                }));
    }

    /// Forgets the tenant and how she likes her screens, and ends all pages: whoever sits down next
    /// finds nothing of hers.
    static void leave(HttpServletRequest request, HttpServletResponse response) {
        forget(request, response, TENANT_COOKIE);
        forget(request, response, LANGUAGE_COOKIE);
        forget(request, response, LOOK_COOKIE);
        BrowserSession.end(request);
    }

    /// The provider, who still knows her, gives a new one.
    static void forgetToken(HttpServletRequest request, HttpServletResponse response) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().startsWith(TOKEN_COOKIES)) {
                forget(request, response, cookie.getName());
            }
        }
    }

    private static void forget(
            HttpServletRequest request, HttpServletResponse response, String name) {
        Cookie cookie = cookie(request, name, "");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
    }

    private static Cookie tenantCookie(HttpServletRequest request, String tenantKey) {
        return cookie(request, TENANT_COOKIE, tenantKey);
    }

    static Cookie cookie(HttpServletRequest request, String name, String value) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static String owner(String username, @Nullable String enteredTenant) {
        return username + " " + enteredTenant;
    }

    static @Nullable String chosen(HttpServletRequest request, List<String> organizations) {
        if (organizations.size() == 1) {
            return organizations.getFirst();
        }
        return cookie(request.getCookies(), TENANT_COOKIE)
                .filter(organizations::contains)
                .orElse(null);
    }

    private Optional<Session> open(String tenantKey, String username, HttpServletRequest request) {
        Optional<Locale> language = language(request.getCookies());
        try {
            return sessions.entering(tenantKey, username, DeviceDoor.entrance(request))
                    .map(session -> language.map(session::inLocale).orElse(session));
        } catch (PluginException refusal) {
            entries.refused(tenantKey, username, refusal.code().name());
            throw refusal;
        }
    }

    static Optional<Locale> language(Cookie @Nullable [] cookies) {
        return cookie(cookies, LANGUAGE_COOKIE)
                .map(language -> ScreenTexts.language(Locale.of(language)));
    }

    static Optional<String> cookie(Cookie @Nullable [] cookies, String name) {
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
