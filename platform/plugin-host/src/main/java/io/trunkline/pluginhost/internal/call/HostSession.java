package io.trunkline.pluginhost.internal.call;

import io.trunkline.spi.Actor;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.Setting;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.Tenant;
import io.trunkline.spi.TenantSession;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import java.time.ZoneId;
import java.util.Locale;

/// The session handed to a plugin. It lives as long as the call it was made for, on the thread of
/// that call; afterwards it refuses everything.
public final class HostSession implements TenantSession, AutoCloseable {

    private final Session session;
    private final long generation;
    private final SettingValues settings;
    private volatile boolean ended;

    public HostSession(Session session, long generation, SettingValues settings) {
        this.session = session;
        this.generation = generation;
        this.settings = settings;
    }

    /// The platform's session behind one that a plugin of this generation was handed.
    ///
    /// @throws PluginException `SESSION_ENDED` when its call is over, or it is another plugin's
    public static Session require(TenantSession session, long generation) {
        if (session instanceof HostSession host && host.generation == generation) {
            return host.live();
        }
        throw new PluginException(StandardErrorCode.SESSION_ENDED);
    }

    private Session live() {
        if (ended || !TenantRunner.isCurrent(session)) {
            throw new PluginException(StandardErrorCode.SESSION_ENDED);
        }
        return session;
    }

    @Override
    public Tenant tenant() {
        return live().tenant();
    }

    @Override
    public Actor actor() {
        return live().actor();
    }

    @Override
    public boolean may(Permission permission) {
        return live().may(permission);
    }

    @Override
    public RowScope scope() {
        return live().scope();
    }

    @Override
    public Locale locale() {
        return live().locale();
    }

    @Override
    public ZoneId zone() {
        return live().zone();
    }

    @Override
    public <T> T setting(Setting<T> setting) {
        return settings.value(live().tenant(), setting);
    }

    @Override
    public void close() {
        ended = true;
    }
}
