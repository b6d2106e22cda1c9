package io.trunkline.tenancy.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where tenants are declared.
@ConfigMapping(prefix = "trunkline.tenants")
public interface TenantsConfig {

    /// A folder like `tenants-config`: `tenants/<key>.yaml`, and `defaults.yaml` where it differs
    /// from the shipped one. Without it no tenant is created.
    Optional<Path> folder();
}
