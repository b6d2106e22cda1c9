package io.trunkline.tenancy.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How recurring jobs are run on this node.
@ConfigMapping(prefix = "trunkline.jobs")
public interface JobsConfig {

    /// Whether this node takes its turn; tests run jobs by name instead.
    @WithDefault("true")
    boolean enabled();

    /// How often it looks for a job that is due.
    @WithDefault("2S")
    Duration pollInterval();
}
