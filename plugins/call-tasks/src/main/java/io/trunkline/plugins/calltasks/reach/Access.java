package io.trunkline.plugins.calltasks.reach;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.TenantSession;

/// The permission check of the services themselves: screens call them without a route before them.
public final class Access {

    private Access() {}

    public static void require(TenantSession session, Permission permission) {
        if (!session.may(permission)) {
            throw new PluginException(StandardErrorCode.FORBIDDEN);
        }
    }
}
