package io.trunkline.core.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How events are handed out.
@ConfigMapping(prefix = "trunkline.events")
public interface EventsConfig {

    /// How often a node looks for events of other nodes; its own it notices at once.
    @WithDefault("1s")
    Duration pollInterval();

    /// Events taken at a time, per tenant.
    @WithDefault("200")
    int batch();

    /// Tenants served at a time by one node.
    @WithDefault("4")
    int tenantsAtOnce();

    /// After so many failures an event is parked for the subscriber.
    @WithDefault("8")
    int attempts();

    /// Wait after the first failure; doubles with each further one, up to ten minutes.
    @WithDefault("2s")
    Duration backOff();

    /// How long a node has a tenant's events to itself; renewed for each batch.
    @WithDefault("60s")
    Duration lease();

    /// How long events stay after they are done.
    @WithDefault("14d")
    Duration retention();
}
