package io.trunkline.plugins.calltasks;

import io.trunkline.spi.Actor;
import io.trunkline.spi.Permission;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.Setting;
import io.trunkline.spi.Tenant;
import io.trunkline.spi.TenantSession;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/// A member at work.
record Person(Tenant tenant, Actor actor, Set<Permission> permissions, RowScope scope)
        implements TenantSession {

    @Override
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    @Override
    public Locale locale() {
        return Locale.ENGLISH;
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public <T> T setting(Setting<T> setting) {
        return setting.defaultValue();
    }

    long id() {
        return actor.requireMember();
    }
}
