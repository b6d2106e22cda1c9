package io.trunkline.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// As whom the platform administers the realm.
@ConfigMapping(prefix = "trunkline.keycloak.admin")
public interface AdminConfig {

    @WithDefault("trunkline-server")
    String clientId();

    /// Of the client whose service account administers the realm; without it the platform leaves
    /// organizations and accounts to a person.
    Optional<String> secret();

    /// How long one call may take.
    @WithDefault("5S")
    Duration timeout();

    /// How long a call may take in which Keycloak sends a mail.
    @WithDefault("20S")
    Duration mailTimeout();

    /// How long the link in an invitation works.
    @WithDefault("3D")
    Duration linkLifespan();
}
