package io.trunkline.ui.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/// The HTTP session in which a browser's pages lie. It belongs to one person in one tenant.
///
/// A browser sends requests side by side, and more than one may find that it has to end: to the
/// second it is over, which is what that one wanted.
final class BrowserSession {

    private static final String OWNER = "trunkline.owner";

    private BrowserSession() {}

    /// Ends the pages, where there are any.
    static void end(HttpServletRequest request) {
        HttpSession http = request.getSession(false);
        if (http != null) {
            end(http);
        }
    }

    /// Pages that another person, or she herself for another tenant, left open in this browser end;
    /// her own too once the tenant lets her in no more: they load anew and say why.
    ///
    /// @param owner names the person and the tenant she is in
    static void claim(HttpServletRequest request, String owner) {
        HttpSession http = request.getSession(false);
        if (http == null) {
            return;
        }
        try {
            Object present = http.getAttribute(OWNER);
            if (present == null) {
                http.setAttribute(OWNER, owner);
            } else if (!present.equals(owner)) {
                http.invalidate();
            }
        } catch (IllegalStateException ended) {
            return;
        }
    }

    private static void end(HttpSession http) {
        try {
            http.invalidate();
        } catch (IllegalStateException ended) {
            return;
        }
    }
}
