package io.trunkline.pluginhost.internal.call;

import io.trunkline.pluginhost.PluginError;
import io.trunkline.pluginhost.PluginFailedException;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.temporal.TemporalAccessor;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever a plugin lets out into what a caller may know. What went wrong is in the log
/// under the incident's number, never in the answer.
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int MOST_ARGUMENTS = 20;
    private static final int LONGEST_ARGUMENT = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Failures() {}

    /// @param where the plugin and what was called
    /// @param late whether the time limit had struck
    public static PluginException of(Throwable failure, String where, boolean late) {
        if (late) {
            LOG.warn("{} took longer than a call may", where, failure);
            return new PluginException(StandardErrorCode.UNAVAILABLE);
        }
        if (failure instanceof PluginException refused) {
            if (refused.code() == PluginError.ANSWER_TOO_LARGE) {
                LOG.warn("{}: {}", where, String.valueOf(refused.getCause()));
            }
            return bounded(refused);
        }
        if (isDatabaseAway(failure)) {
            LOG.warn("{} could not use the database in time", where, failure);
            return new PluginException(StandardErrorCode.UNAVAILABLE);
        }
        byte[] number = new byte[6];
        RANDOM.nextBytes(number);
        String incident = HexFormat.of().formatHex(number);
        LOG.error("{} failed, incident {}", where, incident, failure);
        return new PluginFailedException(incident);
    }

    /// What a plugin refuses with is shown to people: some words, not megabytes.
    private static PluginException bounded(PluginException refused) {
        List<Object> arguments = refused.arguments();
        boolean fits =
                arguments.size() <= MOST_ARGUMENTS
                        && arguments.stream().allMatch(one -> shortened(one).equals(one));
        return fits
                ? refused
                : new PluginException(
                        refused.code(),
                        arguments.stream()
                                .limit(MOST_ARGUMENTS)
                                .map(Failures::shortened)
                                .toArray());
    }

    private static Object shortened(Object argument) {
        if (argument instanceof Number || argument instanceof TemporalAccessor) {
            return argument;
        }
        String text = String.valueOf(argument);
        return text.length() > LONGEST_ARGUMENT ? text.substring(0, LONGEST_ARGUMENT) + "…" : text;
    }

    private static boolean isDatabaseAway(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                // Statement time-out, connection failures, server shutting down.
                return state.equals("57014") || state.startsWith("08") || state.startsWith("57P");
            }
            if (at.getCause() == at) {
                return false;
            }
        }
        return false;
    }
}
