package io.trunkline.server;

import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a visitor reads while Keycloak is away. Needs nothing but itself: no session, no style
/// sheet, no script; looks again by itself.
@ApplicationScoped
public class UnavailablePage {

    private final String chinese = read("unavailable_zh.html");
    private final String english = read("unavailable_en.html");

    void send(RoutingContext context) {
        context.response()
                .setStatusCode(503)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Retry-After", "10")
                .end(wantsEnglish(context.acceptableLanguages()) ? english : chinese);
    }

    private static boolean wantsEnglish(List<LanguageHeader> languages) {
        for (LanguageHeader language : languages) {
            if (language.tag().equals("zh")) {
                return false;
            }
            if (language.tag().equals("en")) {
                return true;
            }
        }
        return false;
    }

    private static String read(String file) {
        try (InputStream stream =
                UnavailablePage.class.getResourceAsStream("/io/trunkline/server/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
