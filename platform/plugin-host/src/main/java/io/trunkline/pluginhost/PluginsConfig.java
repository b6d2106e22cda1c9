package io.trunkline.pluginhost;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where plugins come from and what each may use.
@ConfigMapping(prefix = "trunkline.plugins")
public interface PluginsConfig {

    /// Folder with plugin zips; none when absent.
    Optional<String> folder();

    /// Build folders (`target/classes`, with the libraries in `target/lib`) to run plugins from, in
    /// tests and development. They come before zips.
    Optional<List<String>> development();

    /// Folder with the certificates (`.pem`, `.crt`, `.cer`) of publishers whose releases are
    /// installed and run; none is trusted when absent. The same on every node.
    Optional<String> trusted();

    /// How often this node looks for what is wanted; never when zero, as in tests.
    @WithDefault("2s")
    Duration pollInterval();

    /// The largest release, in bytes.
    @WithDefault("104857600")
    int releaseLimit();

    /// Where zips are unpacked; `.unpacked` in the folder of the zips when absent.
    Optional<String> workFolder();

    /// What the passwords of the plugins' database roles are derived from: the same on every node.
    /// The migrator's password when absent.
    Optional<String> secret();

    /// Connections one plugin may hold on this node.
    @WithDefault("10")
    int poolSize();

    /// How long a call waits for a connection before it is refused as unavailable.
    @WithDefault("5s")
    Duration poolWait();

    /// How long a route may take; its SQL statements are bound by it too.
    @WithDefault("10s")
    Duration callLimit();

    /// Calls of one tenant that may be inside one plugin at once, on this node: fewer than the
    /// plugin has connections, so that other tenants find one.
    @WithDefault("8")
    int concurrency();

    /// How long a further one waits for a place before it is refused as unavailable.
    @WithDefault("1s")
    Duration concurrencyWait();

    /// Threads that calls of one plugin may take on this node, all tenants together.
    @WithDefault("64")
    int threads();

    /// How much longer than it may a call can take before it counts as stuck: its caller goes
    /// without an answer, its thread is lost.
    @WithDefault("5s")
    Duration stuckAfter();

    /// How many stuck calls of one plugin there may be on this node before it is called no more.
    @WithDefault("4")
    int mostStuck();

    /// How long a piece of a plugin's screen may be built before it counts as stuck; it is not
    /// interrupted.
    @WithDefault("60s")
    Duration screenStuckAfter();

    /// How many of a tenant's calls are looked at before half of them failing refuses further ones.
    @WithDefault("20")
    int tripCalls();

    /// For how long they are refused, before a few try again.
    @WithDefault("10s")
    Duration tripWait();

    /// How long pages that a replaced release built may go on before they follow.
    @WithDefault("10m")
    Duration pageGrace();

    /// Tenants that meters name, those that call most; the rest are `other`.
    @WithDefault("20")
    int meteredTenants();

    /// The largest body of a route, in bytes.
    @WithDefault("1048576")
    int bodyLimit();

    /// The largest answer of a route, in bytes.
    @WithDefault("8388608")
    int answerLimit();
}
