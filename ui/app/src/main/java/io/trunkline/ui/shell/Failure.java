package io.trunkline.ui.shell;

import io.trunkline.pluginhost.PluginFailedException;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Something that went wrong, as a person is told: what, and a code she can name. A fault is logged
/// with its stack under the same code; a refusal is not.
///
/// @param message for people, in her language
/// @param code for the error line, for example `STALE` or `INTERNAL · 8f3c21a0`
/// @param fault whether it is ours, not hers
public record Failure(String message, String code, boolean fault) {

    private static final Logger LOG = Logger.getLogger(Failure.class);

    public static Failure of(Throwable thrown) {
        return of(thrown, Screens.locale());
    }

    static Failure of(Throwable thrown, Locale locale) {
        if (thrown instanceof PluginException refused && isRefusal(refused.code())) {
            String key = key(refused.code(), locale);
            String message = ScreenTexts.text(locale, key, refused.arguments().toArray());
            return new Failure(message, refused.code().name(), false);
        }
        String reference = reference(thrown);
        String name = thrown instanceof PluginException failed ? failed.code().name() : "INTERNAL";
        return new Failure(
                ScreenTexts.text(locale, "shell.error.INTERNAL"), name + " · " + reference, true);
    }

    private static String reference(Throwable thrown) {
        if (thrown instanceof PluginFailedException logged) {
            return logged.incident();
        }
        String reference = "%08x".formatted(ThreadLocalRandom.current().nextInt());
        LOG.errorf(thrown, "screen failure %s", reference);
        return reference;
    }

    /// The same failure told by a text of a plugin.
    public Failure withMessage(String other) {
        return new Failure(other, code, fault);
    }

    /// Two lists of codes may use one name: the text of the list comes first.
    private static String key(ErrorCode code, Locale locale) {
        String list =
                code instanceof Enum<?> constant
                        ? constant.getDeclaringClass().getSimpleName() + "."
                        : "";
        return Stream.of(list + code.name(), code.name())
                .map(name -> "shell.error." + name)
                .filter(key -> ScreenTexts.has(locale, key))
                .findFirst()
                .orElse("shell.error.kind." + code.kind());
    }

    private static boolean isRefusal(ErrorCode code) {
        return code.kind() != ErrorCode.Kind.INTERNAL;
    }
}
