package io.trunkline.pluginhost;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.pluginhost.internal.convergence.Convergence;
import io.trunkline.pluginhost.internal.release.BundledReleases;
import io.trunkline.pluginhost.internal.rollout.RolloutDriver;
import io.trunkline.tenancy.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The plugins of this node. At start every plugin wanted is opened; one that cannot be is refused
/// with a reason, and everything else keeps running. From then on the node follows what is wanted.
@ApplicationScoped
public class PluginHost {

    private static final Logger LOG = LoggerFactory.getLogger(PluginHost.class);

    private final PluginsConfig config;
    private final BundledReleases bundled;
    private final Convergence convergence;
    private final RolloutDriver rollouts;
    private final Semaphore woken = new Semaphore(0);
    private volatile @Nullable Thread following;

    PluginHost(
            PluginsConfig config,
            BundledReleases bundled,
            Convergence convergence,
            RolloutDriver rollouts) {
        this.config = config;
        this.bundled = bundled;
        this.convergence = convergence;
        this.rollouts = rollouts;
    }

    /// Every plugin of this node, those refused included.
    public List<PluginState> states() {
        return convergence.states();
    }

    /// Looks at once for what is wanted, in place of at the next turn.
    void wake() {
        woken.release();
    }

    void start(@Observes @Priority(StartOrder.PLUGINS) StartupEvent event) {
        bundled.read();
        convergence.bring();
        Duration interval = config.pollInterval();
        if (interval.isPositive()) {
            following =
                    Thread.ofPlatform()
                            .daemon()
                            .name("plugin-convergence")
                            .start(() -> follow(interval));
        }
    }

    private void follow(Duration interval) {
        try {
            while (true) {
                if (woken.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
                try {
                    turn();
                } catch (RuntimeException e) {
                    LOG.warn("What is wanted of plugins cannot be read now: {}", e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One look at what is wanted, and at what is rolled out.
    void turn() {
        convergence.bring();
        if (rollouts.drive()) {
            convergence.bring();
        }
    }

    void stop(@Observes @Priority(2) ShutdownEvent event) throws InterruptedException {
        Thread thread = following;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(10));
        }
        convergence.end();
    }
}
