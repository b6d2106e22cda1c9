package io.trunkline.spi;

import java.time.ZoneId;
import java.util.Locale;

/// Who asks, for which tenant, with which rights. Immutable, made by the platform and valid only
/// during the call it is handed to: a session that is kept and used later is refused with
/// [StandardErrorCode#SESSION_ENDED].
@ProvidedByPlatform
public interface TenantSession {

    Tenant tenant();

    Actor actor();

    /// Whether the actor's roles grant the operation. The platform has already checked the
    /// permission a route or view declares; ask only for finer differences.
    boolean may(Permission permission);

    /// The rows the actor may reach. The database holds the same line.
    RowScope scope();

    /// The actor's language.
    Locale locale();

    /// The tenant's time zone: days and months are counted in it.
    ZoneId zone();

    /// The tenant's value of one of the plugin's own settings, else its default.
    <T> T setting(Setting<T> setting);
}
