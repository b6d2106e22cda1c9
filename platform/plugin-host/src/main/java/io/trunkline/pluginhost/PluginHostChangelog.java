package io.trunkline.pluginhost;

import io.trunkline.tenancy.database.Changelog;
import jakarta.inject.Singleton;

/// The plugin host's own tables.
@Singleton
class PluginHostChangelog implements Changelog {

    @Override
    public int order() {
        return 300;
    }

    @Override
    public String path() {
        return "db/plugin-host/changelog.yaml";
    }
}
