package io.trunkline.tenancy.role;

import io.trunkline.spi.Permission;

/// A permission that something on this node asks for.
///
/// @param owner [#CORE], or the id of the plugin that declares it
public record KnownPermission(Permission permission, String owner) {

    /// The owner of the platform's own permissions; no plugin can have this id.
    public static final String CORE = "platform";

    public boolean core() {
        return owner.equals(CORE);
    }
}
