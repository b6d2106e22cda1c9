package io.trunkline.rest.problem;

import io.trunkline.core.customer.InvalidCustomerException;
import io.trunkline.pluginhost.PluginError;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts refusals into words.
@ApplicationScoped
public class ProblemFactory {

    /// They name a setting of the body.
    private static final Set<PluginError> SETTINGS =
            EnumSet.of(
                    PluginError.SETTING_UNKNOWN,
                    PluginError.SETTING_NUMBER,
                    PluginError.SETTING_LENGTH,
                    PluginError.SETTING_INVALID,
                    PluginError.SETTING_SECRET);

    private final ApiTexts texts;
    private final CallerLanguage caller;
    private final PluginGateway plugins;

    @Inject
    ProblemFactory(ApiTexts texts, CallerLanguage caller, PluginGateway plugins) {
        this.texts = texts;
        this.caller = caller;
        this.plugins = plugins;
    }

    /// The language of the answer: what the request asks for, else the member's, else Chinese.
    public Locale locale(@Nullable String acceptLanguage) {
        return AcceptedLanguage.of(acceptLanguage)
                .or(caller::member)
                .orElse(Locale.SIMPLIFIED_CHINESE);
    }

    public Problem of(PluginException exception, Locale locale) {
        ErrorCode code = exception.code();
        Object[] arguments = exception.arguments().toArray();
        return new Problem(
                type(code.name()),
                title(code, locale, arguments),
                status(code),
                code.name(),
                errors(exception, locale),
                null);
    }

    /// @param code what the texts call it: `problem.<code>`
    public Problem of(int status, String code, Locale locale, @Nullable String incident) {
        String title =
                texts.find(locale, "problem." + code)
                        .orElseGet(() -> texts.text(locale, "problem.REFUSED"));
        return new Problem(type(code), title, status, code, List.of(), incident);
    }

    private String title(ErrorCode code, Locale locale, Object[] arguments) {
        String key = "error." + code.getClass().getSimpleName() + "." + code.name();
        return texts.find(locale, key, arguments)
                .orElseGet(() -> foreignTitle(code, locale, arguments));
    }

    private String foreignTitle(ErrorCode code, Locale locale, Object[] arguments) {
        String generic = texts.text(locale, "kind." + code.kind());
        if (caller.plugin().isEmpty()) {
            return generic;
        }
        String plugin = caller.plugin().get();
        String key = "error." + plugin + "." + code.name();
        String text = plugins.text(plugin, locale, key, arguments);
        return text.equals(key) ? generic : text;
    }

    private List<Problem.FieldError> errors(PluginException exception, Locale locale) {
        if (exception instanceof InvalidCustomerException invalid) {
            return invalid.problems().stream()
                    .map(wrong -> fieldError(wrong.field(), wrong.reason(), locale))
                    .toList();
        }
        if (exception.code() instanceof PluginError code && SETTINGS.contains(code)) {
            String reason = code == PluginError.SETTING_UNKNOWN ? "unknown" : "invalid";
            return List.of(
                    fieldError("values." + exception.arguments().getFirst(), reason, locale));
        }
        boolean namesField =
                exception.code() == StandardErrorCode.INVALID
                        || exception.code() == RestError.FIELD_UNKNOWN;
        if (namesField && !exception.arguments().isEmpty()) {
            String code = exception.code() == StandardErrorCode.INVALID ? "invalid" : "unknown";
            return List.of(fieldError(exception.arguments().getFirst().toString(), code, locale));
        }
        return List.of();
    }

    private Problem.FieldError fieldError(String field, String reason, Locale locale) {
        String message =
                texts.find(locale, "field." + reason)
                        .orElseGet(() -> texts.text(locale, "field.invalid"));
        return new Problem.FieldError(field, reason, message);
    }

    private static String type(String code) {
        return "urn:trunkline:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int status(ErrorCode code) {
        if (code == RestError.TOO_LARGE) {
            return 413;
        }
        if (code == RestError.UNAUTHENTICATED) {
            return 401;
        }
        return switch (code.kind()) {
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case LIMIT -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
        };
    }
}
