package io.trunkline.core.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How often a member may look for customers by whole values of fields she sees masked.
@ConfigMapping(prefix = "trunkline.masked-search")
public interface MaskedSearchConfig {

    /// Different values within the window. Looking for one of them again is free.
    @WithDefault("60")
    int most();

    @WithDefault("1h")
    Duration window();
}
