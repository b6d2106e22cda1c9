package io.trunkline.rest.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.trunkline.core.customer.SearchLimitException;
import io.trunkline.pluginhost.PluginFailedException;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.database.DatabaseRefusal;
import io.trunkline.tenancy.limit.LimitReachedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Turns whatever is thrown below `/api` into a [Problem].
///
/// Its methods are public for what Quarkus generates: in the tests of a plugin of another
/// repository that is loaded apart from this class, and the package is not one package then.
public class ProblemMapping {

    private static final Logger LOG = Logger.getLogger(ProblemMapping.class);

    private final ProblemFactory problems;

    @Inject
    ProblemMapping(ProblemFactory problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    public Response refused(PluginException exception, HttpHeaders headers) {
        if (exception.code().kind() == ErrorCode.Kind.INTERNAL) {
            return exception instanceof PluginFailedException failed
                    ? answer(problems.of(500, "INTERNAL", locale(headers), failed.incident()))
                    : fault(exception, headers);
        }
        Response answer = answer(problems.of(exception, locale(headers)));
        Duration wait =
                switch (exception) {
                    case LimitReachedException limit -> limit.retryAfter();
                    case SearchLimitException limit -> limit.retryAfter();
                    default -> Duration.ZERO;
                };
        return wait.isPositive()
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.RETRY_AFTER, wholeSeconds(wait))
                        .build()
                : answer;
    }

    /// At least one: a client that waits zero seconds comes back at once.
    private static long wholeSeconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    @ServerExceptionMapper
    public Response unauthenticated(UnauthorizedException exception, HttpHeaders headers) {
        return challenge(headers);
    }

    @ServerExceptionMapper
    public Response unauthenticated(AuthenticationFailedException exception, HttpHeaders headers) {
        return challenge(headers);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException exception, HttpHeaders headers) {
        return answer(problems.of(403, "FORBIDDEN", locale(headers), null));
    }

    @ServerExceptionMapper
    public Response malformed(MismatchedInputException exception, HttpHeaders headers) {
        return malformed((JacksonException) exception, headers);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException exception, HttpHeaders headers) {
        if (exception.getCause() instanceof JacksonException json) {
            return malformed(json, headers);
        }
        int status = exception.getResponse().getStatus();
        if (status >= 500) {
            return fault(exception, headers);
        }
        return answer(problems.of(status, codeOf(status), locale(headers), null));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable exception, HttpHeaders headers) {
        return DatabaseRefusal.of(exception)
                .map(refusal ->
                        switch (refusal) {
                            case UNKEPT_TEXT ->
                                    new PluginException(exception, RestError.TEXT_UNUSABLE);
                            case OUT_OF_RANGE ->
                                    new PluginException(exception, RestError.OUT_OF_RANGE);
                            case SAME_AT_ONCE -> {
                                LOG.warnf("Two did the same at once: %s", exception.getMessage());
                                yield new PluginException(exception, StandardErrorCode.STALE);
                            }
                        })
                .map(refused -> answer(problems.of(refused, locale(headers))))
                .orElseGet(() -> fault(exception, headers));
    }

    private Response malformed(JacksonException exception, HttpHeaders headers) {
        PluginException refusal =
                exception instanceof UnrecognizedPropertyException
                        ? new PluginException(RestError.FIELD_UNKNOWN, path(exception))
                        : new PluginException(RestError.BODY_MALFORMED, path(exception));
        return answer(problems.of(refusal, locale(headers)));
    }

    private Response challenge(HttpHeaders headers) {
        PluginException refusal = new PluginException(RestError.UNAUTHENTICATED);
        return Response.fromResponse(answer(problems.of(refusal, locale(headers))))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private Response fault(Throwable exception, HttpHeaders headers) {
        String incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.errorf(exception, "Incident %s", incident);
        return answer(problems.of(500, "INTERNAL", locale(headers), incident));
    }

    private Locale locale(HttpHeaders headers) {
        return problems.locale(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
    }

    private static String codeOf(int status) {
        Response.@Nullable Status known = Response.Status.fromStatusCode(status);
        return known == null ? "REFUSED" : known.name();
    }

    private static String path(JacksonException exception) {
        if (exception instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
                    .collect(Collectors.joining("."));
        }
        return exception.getLocation() == null
                ? ""
                : String.valueOf(exception.getLocation().getLineNr());
    }
}
