package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.await;
import static io.trunkline.pluginhost.Acts.operator;
import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.internal.meter.PluginMeters;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What operators measure plugins by.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginMetersTest {

    private static final String GAMMA = "gamma";

    @Inject PluginGateway gateway;
    @Inject PluginCatalogue catalogue;
    @Inject PluginHost host;
    @Inject PluginMeters meters;
    @Inject MeterRegistry registry;
    @Inject PrometheusMeterRegistry prometheus;
    @Inject Sessions sessions;

    @Test
    void callsErrorsAndLatencyAreToldByPluginAndVersion() {
        double calls = calls();
        double refused = errors("not_found");
        double broken = errors("internal");
        Caller acme = caller(TestTenants.ACME);
        for (int nth = 0; nth < 20; nth++) {
            acme.text("/most");
        }
        assertEquals(
                StandardErrorCode.NOT_FOUND, acme.refused("alpha", "GET", "/things/1", "").code());
        assertEquals(
                StandardErrorCode.INTERNAL, acme.refused("alpha", "GET", "/broken", "").code());

        assertEquals(calls + 22, calls());
        assertEquals(refused + 1, errors("not_found"));
        assertEquals(broken + 1, errors("internal"));
        assertTrue(gauge("trunkline.plugin.latency", "quantile", "0.95") > 0);
        assertEquals(1, gauge("trunkline.plugin.generations"));
        assertEquals(0, gauge("trunkline.plugin.inside"));
        assertEquals(0, gauge("trunkline.plugin.tripped"));
        assertEquals(4, gauge("trunkline.plugin.connections", "state", "most"));
    }

    /// One tenant may be named in these tests; the others are added up.
    @Test
    void onlyTheBusiestTenantsAreNamed() {
        for (int nth = 0; nth < 100; nth++) {
            caller(TestTenants.ACME).text("/most");
        }
        caller(TestTenants.GLOBEX).text("/most");
        meters.look();
        assertTrue(gauge("trunkline.plugin.tenant.calls", "tenant", TestTenants.ACME) >= 100);
        assertTrue(gauge("trunkline.plugin.tenant.calls", "tenant", "other") >= 1);
        assertTrue(
                registry.find("trunkline.plugin.tenant.calls")
                        .tag("tenant", TestTenants.GLOBEX)
                        .meters()
                        .isEmpty());
    }

    @Test
    void whatWaitsOfEventsIsTold() throws Exception {
        meters.look();
        await(() -> {
            meters.look();
            return !registry.find("trunkline.events").tag("state", "pending").meters().isEmpty();
        });
    }

    @Test
    void withAGenerationItsMetersEnd() throws Exception {
        Publisher partner = Publisher.named("Example Partner");
        partner.publish(PluginZips.TRUSTED, "partner");
        for (String table : List.of("plugin_wanted", "plugin_release")) {
            sql("DELETE FROM trunkline." + table);
        }
        for (String release : List.of("gamma-1", "gamma-2")) {
            operator(() -> catalogue.install(partner.signed(PluginZips.release(release))));
        }
        use("1.0.0");
        said();
        assertTrue(prometheus.scrape().contains("version=\"1.0.0\",} 1.0"), prometheus.scrape());
        assertEquals(1, recent("1.0.0").orElseThrow().calls().calls());
        use("2.0.0");
        said();
        await(() -> registry.getMeters().stream().noneMatch(PluginMetersTest::isOfTheFirst));
        assertFalse(prometheus.scrape().contains("plugin=\"gamma\",version=\"1.0.0\""));
        host.turn();
        assertTrue(recent("1.0.0").isEmpty());
        assertTrue(recent("2.0.0").isPresent());
        operator(() -> {
            catalogue.remove(GAMMA);
            return true;
        });
        host.turn();
        await(() ->
                registry.find("trunkline.plugin.calls").tag("plugin", GAMMA).meters().isEmpty());
    }

    private Optional<RecentCalls> recent(String version) {
        host.turn();
        return operator(catalogue::all).stream()
                .filter(entry -> entry.pluginId().equals(GAMMA))
                .flatMap(entry -> entry.recent().stream())
                .filter(recent -> recent.version().equals(version))
                .findFirst();
    }

    private static boolean isOfTheFirst(Meter meter) {
        return GAMMA.equals(meter.getId().getTag("plugin"))
                && "1.0.0".equals(meter.getId().getTag("version"));
    }

    private void use(String version) {
        operator(() -> {
            catalogue.use(GAMMA, version);
            return true;
        });
        host.turn();
    }

    private void said() {
        new Caller(gateway, sessions, TestTenants.ACME, Set.of("gamma.use")).get(GAMMA, "/said");
    }

    private Caller caller(String tenant) {
        return new Caller(gateway, sessions, tenant, Set.of("alpha.use"));
    }

    private double calls() {
        return registry.get("trunkline.plugin.calls")
                .tag("plugin", "alpha")
                .functionTimer()
                .count();
    }

    private double errors(String kind) {
        return registry.get("trunkline.plugin.errors")
                .tag("plugin", "alpha")
                .tag("kind", kind)
                .functionCounter()
                .count();
    }

    private double gauge(String name, String... tags) {
        Gauge gauge = registry.get(name).tag("plugin", "alpha").tags(tags).gauge();
        return gauge.value();
    }
}
