package io.trunkline.ui.shell;

import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.access.AccessError;
import io.trunkline.tenancy.access.DeviceLog;
import io.trunkline.tenancy.access.DeviceSecret;
import io.trunkline.tenancy.access.Entrance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The browser as a device. It is given a secret, in a cookie that no script reads, only once
/// somebody is refused because of it or asks for an approval; leaving does not take it away.
@ApplicationScoped
class DeviceDoor {

    /// As long as browsers keep a cookie at most; each page that is loaded renews it.
    private static final Duration LASTS = Duration.ofDays(400);

    private final DeviceLog log;

    @Inject
    DeviceDoor(DeviceLog log) {
        this.log = log;
    }

    static Entrance entrance(HttpServletRequest request) {
        return new Entrance(
                request.getRemoteAddr(), DeviceSecret.digest(secret(request)).orElse(null));
    }

    /// Someone was refused: where it is because of the device, it waits for an approval and she is
    /// told its code.
    PluginException refused(
            HttpServletRequest request,
            HttpServletResponse response,
            SecurityIdentity identity,
            PluginException refused) {
        boolean byDevice =
                refused.code() == AccessError.DEVICE_MISSING
                        || refused.code() == AccessError.DEVICE_NOT_APPROVED;
        // What a page asks for besides comes at the same time: each would make a device of its own.
        if (!byDevice || !isPage(request)) {
            return refused;
        }
        Entrance entrance = give(request, response);
        String tenant = Visitors.chosen(request, Organizations.of(identity));
        String device = entrance.device();
        if (tenant == null || device == null) {
            return refused;
        }
        log.refused(tenant, Organizations.username(identity), entrance, agent(request));
        return new PluginException(
                refused, AccessError.DEVICE_NOT_APPROVED, DeviceSecret.code(device));
    }

    /// The current member wants this browser to be approved.
    void propose(HttpServletRequest request, HttpServletResponse response) {
        log.propose(give(request, response), agent(request));
    }

    /// The current member is at work in this browser.
    void seen(HttpServletRequest request, HttpServletResponse response) {
        Entrance entrance = entrance(request);
        if (entrance.device() != null) {
            log.seen(entrance, agent(request));
            if (isPage(request)) {
                give(request, response);
            }
        }
    }

    private static Entrance give(HttpServletRequest request, HttpServletResponse response) {
        String known = secret(request);
        String secret =
                known == null || DeviceSecret.digest(known).isEmpty()
                        ? DeviceSecret.random()
                        : known;
        Cookie cookie = Visitors.cookie(request, DeviceSecret.COOKIE, secret);
        cookie.setMaxAge((int) LASTS.toSeconds());
        response.addCookie(cookie);
        return new Entrance(request.getRemoteAddr(), DeviceSecret.digest(secret).orElse(null));
    }

    private static boolean isPage(HttpServletRequest request) {
        String wanted = request.getHeader("Sec-Fetch-Dest");
        return request.getMethod().equals("GET")
                && request.getParameter("v-r") == null
                && (wanted == null || wanted.equals("document"));
    }

    private static @Nullable String secret(HttpServletRequest request) {
        return Visitors.cookie(request.getCookies(), DeviceSecret.COOKIE).orElse(null);
    }

    private static String agent(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent == null ? "" : agent;
    }
}
