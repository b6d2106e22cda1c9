package io.trunkline.rest.limit;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.trunkline.rest.problem.ProblemWriter;
import io.trunkline.rest.problem.RestError;
import io.trunkline.spi.PluginException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// Files of customers and releases of plugins may be 110 MB, those of tenants and the jars of an
/// SPI 20 MB, everything else 1 MB. A body that says it is larger is refused before its first byte
/// is read; one that does not say is cut off where its limit lies.
@ApplicationScoped
public class BodyLimits {

    private static final long MEGABYTE = 1024L * 1024;
    private static final long FILE = 110;
    private static final long TENANTS = 20;
    private static final long SPI = 20;
    private static final long OTHERS = 1;

    /// Around Quarkus's own limit, which knows one size for all and answers without a body.
    private static final int BEFORE_QUARKUS = 50;

    private static final int AFTER_QUARKUS = 1;

    private final ProblemWriter problems;

    @Inject
    BodyLimits(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::refuseTooLarge, BEFORE_QUARKUS);
        filters.register(BodyLimits::limitUnknownSize, AFTER_QUARKUS);
    }

    private void refuseTooLarge(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || !isApi(context.request())) {
            context.next();
            return;
        }
        long limit = megabytes(context.request());
        if (Long.parseLong(length) <= limit * MEGABYTE) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        problems.end(context, new PluginException(RestError.TOO_LARGE, limit));
    }

    private static void limitUnknownSize(RoutingContext context) {
        if (isApi(context.request())) {
            context.put(
                    VertxHttpRecorder.MAX_REQUEST_SIZE_KEY,
                    megabytes(context.request()) * MEGABYTE);
        }
        context.next();
    }

    private static boolean isApi(HttpServerRequest request) {
        return request.path().startsWith("/api/");
    }

    private static long megabytes(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return OTHERS;
        }
        return switch (request.path()) {
            case "/api/v1/imports", "/api/v1/operator/plugins/releases" -> FILE;
            case "/api/v1/operator/plugins/check" -> SPI;
            case "/api/v1/operator/tenants/plan", "/api/v1/operator/tenants/apply" -> TENANTS;
            default -> OTHERS;
        };
    }
}
