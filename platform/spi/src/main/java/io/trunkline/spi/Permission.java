package io.trunkline.spi;

import java.util.regex.Pattern;

/// An operation that a tenant's roles grant or not, for example `call-tasks.dispatch`.
///
/// @param key area, dot, operation; lower case with hyphens. The area of a plugin's permission is
///   the plugin's id. Its name for people is the text `permission.<key>`.
public record Permission(String key) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");

    public Permission {
        if (!SHAPE.matcher(key).matches()) {
            throw new IllegalArgumentException("not a permission key: " + key);
        }
    }
}
