package io.trunkline.pluginhost.internal.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.trunkline.plugincheck.Manifest;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.pluginhost.internal.call.SettingValues;
import io.trunkline.pluginhost.internal.database.PluginPool;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TrunklinePlugin;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GenerationsTest {

    private static final int TENANT = 1;

    private final AtomicInteger closed = new AtomicInteger();
    private final Generations generations = new Generations();

    @Test
    void aNewGenerationTakesNewCallsWhileTheOldOneFinishesIts() throws Exception {
        Generation first = generation(1);
        Generation second = generation(2);
        generations.route(first, Map.of());
        assertSame(first, generations.enter("alpha", TENANT));
        generations.route(second, Map.of());
        assertSame(second, generations.enter("alpha", TENANT));

        Thread closing = Thread.ofVirtual().start(() -> first.close(Duration.ofSeconds(20)));
        Thread.sleep(100);
        assertEquals(0, closed.get());
        first.leave();
        closing.join();
        assertEquals(2, closed.get());
    }

    /// Its first calls come one by one, then more and more at once; who served before takes the
    /// rest.
    @Test
    void whoServedBeforeStandsInWhileTheFirstCallsAreInside() throws Exception {
        Generation first = generation(1);
        Generation second = generation(2);
        generations.route(first, Map.of());
        generations.route(second, Map.of());
        assertSame(second, generations.enter("alpha", TENANT));
        // As each look at what is wanted says again.
        generations.route(second, Map.of());
        assertSame(first, generations.enter("alpha", TENANT));
        second.leave();
        for (int nth = 1; nth < 400; nth++) {
            assertSame(second, generations.enter("alpha", TENANT));
            second.leave();
        }
        assertSame(second, generations.enter("alpha", TENANT));
        assertSame(second, generations.enter("alpha", TENANT));
        assertSame(first, generations.enter("alpha", TENANT));

        // What another event asks for, the one before may not know.
        assertSame(second, generations.enterServing("alpha", TENANT));

        generations.settle(second);
        assertSame(first, generations.enter("alpha", TENANT));
        generations.settle(first);
        assertSame(second, generations.enter("alpha", TENANT));
    }

    /// Else a release that is to mend it would be refused its callers.
    @Test
    void whatIsTrippedForATenantStandsInForNobodyThere() throws Exception {
        Generation first = generation(1);
        Generation second = generation(2);
        for (int nth = 0; nth < 50; nth++) {
            first.guard(TENANT).begin();
            first.guard(TENANT).ended(1, new IllegalStateException("planted"));
            if (first.guard(TENANT).isTripped()) {
                break;
            }
        }
        assertTrue(first.guard(TENANT).isTripped());
        generations.route(first, Map.of());
        generations.route(second, Map.of());
        assertSame(second, generations.enter("alpha", TENANT));
        assertSame(second, generations.enter("alpha", TENANT));
        assertSame(first, generations.enter("alpha", TENANT + 1));
    }

    @Test
    void afterItsFirstCallsItTakesAllOfThem() throws Exception {
        Generation first = generation(1);
        Generation second = generation(2);
        generations.route(first, Map.of());
        generations.route(second, Map.of());
        for (int nth = 0; nth < 1_000; nth++) {
            assertSame(second, generations.enter("alpha", TENANT));
            second.leave();
        }
        for (int nth = 0; nth < 50; nth++) {
            assertSame(second, generations.enter("alpha", TENANT));
        }
    }

    /// Nothing stands in that has ended, nor for tenants who are served by the same as before.
    @Test
    void whatHasEndedStandsInForNobody() throws Exception {
        Generation first = generation(1);
        Generation second = generation(2);
        generations.route(first, Map.of());
        generations.route(first, Map.of(TENANT, second));
        assertSame(second, generations.enter("alpha", TENANT));
        assertSame(first, generations.enter("alpha", TENANT));
        assertSame(first, generations.enter("alpha", TENANT + 1));
        first.leave();
        first.leave();
        first.close(Duration.ofSeconds(1));
        assertSame(second, generations.enter("alpha", TENANT));
    }

    @Test
    void twoGenerationsServeEachItsTenants() throws Exception {
        Generation first = generation(1);
        Generation second = generation(2);
        generations.route(first, Map.of(TENANT, second));
        assertSame(second, generations.enter("alpha", TENANT));
        assertSame(first, generations.enter("alpha", TENANT + 1));
        generations.route(first, Map.of());
        assertSame(first, generations.enter("alpha", TENANT));
    }

    @Test
    void anEndedGenerationLetsNobodyIn() throws Exception {
        Generation generation = generation(1);
        generations.route(generation, Map.of());
        generation.close(Duration.ofSeconds(1));
        assertFalse(generation.enter());
        assertThrows(PluginException.class, () -> generations.enter("alpha", TENANT));
    }

    @Test
    void aCallThatNeverEndsDoesNotKeepAGenerationAlive() throws Exception {
        Generation generation = generation(1);
        assertTrue(generation.enter());
        generation.close(Duration.ofMillis(50));
        assertEquals(2, closed.get());
    }

    private static final PluginsConfig CONFIG =
            new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withMapping(PluginsConfig.class)
                    .build()
                    .getConfigMapping(PluginsConfig.class);

    private Generation generation(long number) throws RefusedException {
        Manifest manifest =
                Manifest.read(
                        new StringReader(
                                """
                                plugin.id=alpha
                                plugin.version=1.0.%d
                                plugin.requires=*
                                plugin.class=Alpha
                                """
                                        .formatted(number)));
        TrunklinePlugin entry =
                new TrunklinePlugin() {
                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
        return new Generation(
                number,
                new Release(manifest, Path.of("."), "alpha.zip"),
                new Declarations("alpha", entry, 1_000)
                        .read(Optional.empty(), PluginTexts.load(getClass().getClassLoader())),
                new SettingValues("alpha", Map.of(), null),
                CONFIG,
                new Generation.Resources() {
                    @Override
                    public PluginPool.Use connections() {
                        return new PluginPool.Use(0, 0, 0, 0);
                    }

                    @Override
                    public void warm(long connections) {}

                    @Override
                    public void wane() {}

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                });
    }
}
