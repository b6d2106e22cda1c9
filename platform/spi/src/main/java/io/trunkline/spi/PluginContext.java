package io.trunkline.spi;

import java.time.Clock;

/// What the platform gives to one running instance of a plugin. Valid until the plugin is closed,
/// usable on any thread; each service checks the [TenantSession] it is called with.
@ProvidedByPlatform
public interface PluginContext {

    /// The plugin's id as in its manifest, for example `call-tasks`.
    String pluginId();

    /// The version of this instance, as in its manifest.
    String version();

    /// The plugin's own tables.
    PluginDatabase database();

    /// The customers of the session's tenant.
    CustomerDirectory customers();

    /// The people who work in the session's tenant.
    MemberDirectory members();

    /// The organization tree of the session's tenant.
    OrgUnitDirectory orgUnits();

    /// Ids for the plugin's own rows.
    Ids ids();

    /// What the session's tenant may use of what all tenants share.
    TenantLimits limits();

    /// The plugin's texts, from its `messages_<language>.properties`.
    Texts texts();

    /// The time. Tests set it; nothing else in a plugin asks the system for the time.
    Clock clock();
}
