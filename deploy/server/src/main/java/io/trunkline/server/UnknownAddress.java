package io.trunkline.server;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.trunkline.rest.problem.ProblemWriter;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/// An address below `/api` that no resource serves ends here, after the API and before the screens:
/// it must not fall through to the screens, which would answer any address with a page.
@ApplicationScoped
public class UnknownAddress {

    private final ProblemWriter problems;

    @Inject
    UnknownAddress(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route("/api/*")
                .order(RouteConstants.ROUTE_ORDER_DEFAULT - 1)
                .handler(context ->
                        problems.end(context, new PluginException(StandardErrorCode.NOT_FOUND)));
    }
}
