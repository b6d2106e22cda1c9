package io.trunkline.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/// No browser keeps a page or what an open one was told: the next person at the machine must not
/// find it by the back button.
@ApplicationScoped
public class NoStore {

    private static final int BEFORE_ALL_SERVLETS = 100;

    void register(@Observes Filters filters) {
        filters.register(NoStore::onAnswer, BEFORE_ALL_SERVLETS);
    }

    private static void onAnswer(RoutingContext context) {
        context.addHeadersEndHandler(done -> {
            if (isPersonal(context.response().headers().get("Content-Type"))) {
                context.response().putHeader("Cache-Control", "no-store");
            }
        });
        context.next();
    }

    /// Scripts, styles and pictures are the same for everyone.
    static boolean isPersonal(@Nullable String contentType) {
        return contentType != null
                && (contentType.startsWith("text/html")
                        || contentType.startsWith("application/json")
                        || contentType.startsWith("application/problem+json"));
    }
}
