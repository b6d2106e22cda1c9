package io.trunkline.spi;

import java.util.regex.Pattern;

/// Something that a plugin does only after others have agreed. Each tenant sets the steps: who, how
/// many of them, from which amount on, how long they have. Texts of the plugin: `approval.<key>` is
/// its name, `approval.<key>.amount` what an amount of it is (where requests have one).
///
/// @param key lower case with hyphens, unique in the plugin
/// @param approver whoever holds this decides, one of them, where the tenant has set no steps
public record ApprovalKind(String key, Permission approver) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public ApprovalKind {
        if (!SHAPE.matcher(key).matches()) {
            throw new IllegalArgumentException("not an approval kind: " + key);
        }
    }
}
