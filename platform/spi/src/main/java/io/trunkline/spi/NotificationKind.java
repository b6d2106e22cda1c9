package io.trunkline.spi;

import java.util.regex.Pattern;

/// A kind of notification that a plugin sends. Members choose for each kind whether and how they
/// are told; its name for people is the text `notification.<key>`.
///
/// @param key lower case with hyphens, unique in the plugin
public record NotificationKind(String key) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public NotificationKind {
        if (!SHAPE.matcher(key).matches()) {
            throw new IllegalArgumentException("not a notification kind: " + key);
        }
    }
}
