package io.trunkline.pluginhost.internal.service;

import io.trunkline.spi.CustomerDirectory;
import io.trunkline.spi.Ids;
import io.trunkline.spi.MemberDirectory;
import io.trunkline.spi.OrgUnitDirectory;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginDatabase;
import io.trunkline.spi.TenantLimits;
import io.trunkline.spi.Texts;
import java.time.Clock;

/// What one generation of a plugin was given.
record HostContext(
        String pluginId,
        String version,
        PluginDatabase database,
        CustomerDirectory customers,
        MemberDirectory members,
        OrgUnitDirectory orgUnits,
        Ids ids,
        TenantLimits limits,
        Texts texts,
        Clock clock)
        implements PluginContext {}
