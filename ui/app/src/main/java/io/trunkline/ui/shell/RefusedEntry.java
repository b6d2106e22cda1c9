package io.trunkline.ui.shell;

import com.vaadin.flow.server.VaadinService;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.access.AccessError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What someone sees whom the limits of her branch company keep out from where she is, or now: a
/// page of its own, because no page of the product may be opened. An open page is made to load
/// again, and then shows it.
final class RefusedEntry {

    private RefusedEntry() {}

    static void answer(
            HttpServletRequest request, HttpServletResponse response, PluginException refused)
            throws IOException {
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        String kind = request.getParameter("v-r");
        if ("uidl".equals(kind)) {
            response.setContentType("application/json");
            response.getWriter().write(VaadinService.createSessionExpiredJSON(true));
            return;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        if (kind == null) {
            response.setContentType("text/html");
            Locale locale =
                    Visitors.language(request.getCookies())
                            .orElseGet(() -> ScreenTexts.language(request.getLocale()));
            response.getWriter().write(page(locale, refused, request.getContextPath()));
        }
    }

    private static String page(Locale locale, PluginException refused, String root) {
        Failure failure = Failure.of(refused, locale);
        boolean byDevice = refused.code() == AccessError.DEVICE_NOT_APPROVED;
        String code =
                byDevice
                        ? "<p id=\"device-code\">%s</p>"
                                .formatted(escaped(refused.arguments().getFirst().toString()))
                        : "";
        return """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8"><title>Trunkline</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="%s/trunkline.css"></head>
        <body class="tl-refused-entry"><main class="tl-state" id="entry-refused">
        <h1>%s</h1><p>%s</p>%s<p class="tl-muted">%s</p>
        <p><a class="tl-link-button" href="">%s</a> <a class="tl-link-button" href="%s/leave">%s</a></p>
        </main></body></html>
        """
                .formatted(
                        locale.toLanguageTag(),
                        root,
                        escaped(ScreenTexts.text(locale, "shell.entry.refused")),
                        escaped(
                                byDevice
                                        ? ScreenTexts.text(locale, "shell.entry.device.tell")
                                        : failure.message()),
                        code,
                        escaped(
                                ScreenTexts.text(
                                        locale,
                                        byDevice ? "shell.entry.device" : "shell.entry.who")),
                        escaped(ScreenTexts.text(locale, "shell.retry")),
                        root,
                        escaped(ScreenTexts.text(locale, "shell.sign-out")));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
