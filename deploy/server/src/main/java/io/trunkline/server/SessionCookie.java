package io.trunkline.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;

/// The servlet container's session cookie is neither HttpOnly nor SameSite by itself.
@ApplicationScoped
public class SessionCookie {

    private static final String SET_COOKIE = "Set-Cookie";
    private static final int BEFORE_ALL_SERVLETS = 100;

    void register(@Observes Filters filters) {
        filters.register(SessionCookie::onAnswer, BEFORE_ALL_SERVLETS);
    }

    private static void onAnswer(RoutingContext context) {
        if (!context.request().path().startsWith("/api/")) {
            context.addHeadersEndHandler(done -> harden(context));
        }
        context.next();
    }

    private static void harden(RoutingContext context) {
        MultiMap headers = context.response().headers();
        List<String> cookies = headers.getAll(SET_COOKIE);
        if (cookies.stream().noneMatch(SessionCookie::isSession)) {
            return;
        }
        boolean secure = context.request().isSSL();
        headers.set(
                SET_COOKIE,
                (Iterable<String>)
                        cookies.stream()
                                .map(cookie -> isSession(cookie) ? harden(cookie, secure) : cookie)
                                .toList());
    }

    static String harden(String cookie, boolean secure) {
        String lower = cookie.toLowerCase(Locale.ROOT);
        StringBuilder hardened = new StringBuilder(cookie);
        if (!lower.contains("httponly")) {
            hardened.append("; HttpOnly");
        }
        if (!lower.contains("samesite")) {
            hardened.append("; SameSite=Lax");
        }
        if (secure && !lower.contains("secure")) {
            hardened.append("; Secure");
        }
        return hardened.toString();
    }

    private static boolean isSession(String cookie) {
        return cookie.startsWith("JSESSIONID=");
    }
}
