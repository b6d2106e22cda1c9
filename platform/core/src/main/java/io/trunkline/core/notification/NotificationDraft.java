package io.trunkline.core.notification;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.util.List;
import java.util.regex.Pattern;

/// A notification to be sent; the parts are those of [Notification].
///
/// @param memberId who is told
/// @param key what it is told once for: a second one with the same key is not sent
public record NotificationDraft(
        long memberId,
        String kind,
        String textKey,
        List<String> arguments,
        String route,
        boolean urgent,
        String key) {

    /// Pages of this application only: no scheme, no host.
    private static final Pattern ROUTE = Pattern.compile("|[A-Za-z0-9][A-Za-z0-9/_.?=&%-]{0,199}");

    private static final int LONGEST = 500;
    private static final int LONGEST_KEY = 200;
    private static final int MOST_ARGUMENTS = 10;

    public NotificationDraft {
        arguments = arguments.stream().limit(MOST_ARGUMENTS).map(NotificationDraft::cut).toList();
        if (!ROUTE.matcher(route).matches()) {
            throw new PluginException(StandardErrorCode.INVALID, "route", route);
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new PluginException(StandardErrorCode.INVALID, "key", key);
        }
    }

    /// Whether a page of the application can have this address.
    public static boolean isRoute(String route) {
        return ROUTE.matcher(route).matches();
    }

    private static String cut(String argument) {
        return argument.substring(0, Math.min(argument.length(), LONGEST));
    }
}
