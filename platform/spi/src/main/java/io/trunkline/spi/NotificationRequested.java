package io.trunkline.spi;

import java.util.List;

/// A plugin wants a member told something: the platform puts it into her bell, in her language, as
/// she has set. Published in the transaction of the change it tells of. A member who is not active
/// any more, or has switched the kind off, is not told.
///
/// @param memberId who is told
/// @param kind key of a [NotificationKind] the plugin declares
/// @param textKey key of a text of the publishing plugin
/// @param arguments for the text's placeholders `{0}`, `{1}`…; at most 10, of at most 500
///   characters
/// @param route where in the screens it leads, for example `p/call-tasks/work`; empty for nowhere
/// @param urgent whether it may break through in quiet hours, where she allows it: a call-back
///   promised for this minute, not a report that is ready
/// @param key what it is told once for, at most 200 characters: a second event with the same key
///   tells her nothing
public record NotificationRequested(
        long memberId,
        String kind,
        String textKey,
        List<String> arguments,
        String route,
        boolean urgent,
        String key)
        implements Event {

    @Override
    public long customerId() {
        return 0;
    }
}
