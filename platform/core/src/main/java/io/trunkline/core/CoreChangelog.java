package io.trunkline.core;

import io.trunkline.tenancy.database.Changelog;
import jakarta.inject.Singleton;

/// Core's own tables.
@Singleton
class CoreChangelog implements Changelog {

    @Override
    public int order() {
        return 200;
    }

    @Override
    public String path() {
        return "db/core/changelog.yaml";
    }
}
