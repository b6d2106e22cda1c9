package io.trunkline.tenancy;

import io.smallrye.config.ConfigMapping;

/// The account that migrates; the serving accounts are those of the data sources.
@ConfigMapping(prefix = "trunkline.database")
public interface DatabaseConfig {

    Migrator migrator();

    interface Migrator {
        String username();

        String password();
    }
}
