package io.trunkline.core.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something a member is told.
///
/// @param kind what it is about, for her settings: [#REMINDER], [#APPROVAL]…; a plugin's begins
///   with the plugin's id and a dot
/// @param source plugin whose texts say it, [#PLATFORM] for the platform
/// @param textKey key of the text in the source's messages
/// @param arguments for the text's placeholders
/// @param route where in the screens it leads, without a leading slash; empty for nowhere
/// @param urgent whether it may break through at night, where she allows it
/// @param readAt null while unread
public record Notification(
        long id,
        String kind,
        String source,
        String textKey,
        List<String> arguments,
        String route,
        boolean urgent,
        Instant at,
        @Nullable Instant readAt) {

    public static final String PLATFORM = "platform";

    public static final String REMINDER = "reminder";
    public static final String APPROVAL = "approval";
    public static final String APPROVAL_DECIDED = "approval-decided";

    /// The platform's own kinds, in the order settings show them.
    public static final List<String> OWN_KINDS = List.of(REMINDER, APPROVAL, APPROVAL_DECIDED);

    public Notification {
        arguments = List.copyOf(arguments);
    }
}
