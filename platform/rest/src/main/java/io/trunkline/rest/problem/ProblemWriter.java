package io.trunkline.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.spi.PluginException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/// Answers with a [Problem] where no resource has been reached.
@ApplicationScoped
public class ProblemWriter {

    private final ProblemFactory problems;
    private final ObjectMapper json;

    @Inject
    ProblemWriter(ProblemFactory problems, ObjectMapper json) {
        this.problems = problems;
        this.json = json;
    }

    public void end(RoutingContext context, PluginException refusal) {
        Locale locale =
                AcceptedLanguage.of(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                        .orElse(Locale.SIMPLIFIED_CHINESE);
        Problem problem = problems.of(refusal, locale);
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(write(problem));
    }

    private String write(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
