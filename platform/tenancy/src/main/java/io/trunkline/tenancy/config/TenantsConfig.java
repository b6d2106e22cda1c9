package io.trunkline.tenancy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where tenants are declared.
@ConfigMapping(prefix = "trunkline.tenants")
public interface TenantsConfig {

    /// A folder like `tenants-config`: `tenants/<key>.yaml`, and `defaults.yaml` where it differs
    /// from the shipped one. Without it no tenant is created.
    Optional<Path> folder();

    /// How long a deleted tenant can be called back before its rows are removed.
    @WithDefault("30D")
    Duration grace();

    /// Where exports are written; nodes share it. A folder for temporary files when it is not set.
    Optional<Path> exports();

    /// How long an export's file is kept: everything of a company lies in it.
    @WithDefault("7D")
    Duration exportsKept();
}
