package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.await;
import static io.trunkline.pluginhost.Acts.operator;
import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.event.Outbox;
import io.trunkline.spi.CustomerChanged;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a plugin should hear is not lost while nothing of it serves, nor while one release takes
/// the other's place. Release 1 of `epsilon` cannot be built, 2 and 3 write down what they hear.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class HeldEventsTest {

    private static final String EPSILON = "epsilon";
    private static final AtomicInteger CUSTOMER = new AtomicInteger(7_000_000);

    @Inject PluginCatalogue catalogue;
    @Inject PluginHost host;
    @Inject PluginGateway gateway;
    @Inject Sessions sessions;
    @Inject TenantDatabase database;
    @Inject Outbox outbox;

    @BeforeEach
    void nothingServes() throws Exception {
        Publisher partner = Publisher.named("Example Partner");
        partner.publish(PluginZips.TRUSTED, "partner");
        sql("DELETE FROM trunkline.plugin_wanted WHERE plugin_id = 'epsilon'");
        sql("DELETE FROM trunkline.plugin_release WHERE plugin_id = 'epsilon'");
        for (String release : List.of("epsilon-1", "epsilon-2", "epsilon-3")) {
            operator(() -> catalogue.install(partner.signed(PluginZips.release(release))));
        }
        remove();
        use("1.0.0");
        assertEquals(
                1,
                number("SELECT count(*) FROM trunkline.plugin_node WHERE reason LIKE '%planted%'"));
    }

    @Test
    void whatHappensWhileItIsRefusedIsHeardOnceItServes() throws Exception {
        long customer = CUSTOMER.incrementAndGet();
        for (String tenant : TestTenants.BOTH) {
            publish(tenant, customer, 3);
        }
        // Nobody else waits: neither others who hear the events, nor the customer's next ones.
        await(() -> 6 == heard("alpha.thing", "name = 'heard " + customer + "'"));
        await(() -> 0 == number("SELECT count(*) FROM trunkline.outbox WHERE done_at IS NULL"));
        assertEquals(6, held(EPSILON));
        assertEquals(0, held("failing-migration"), "no tenant uses that one");

        use("2.0.0");
        for (String tenant : TestTenants.BOTH) {
            await(() -> 3 == order(tenant, customer).size());
            assertEquals(published(tenant, customer), order(tenant, customer));
        }
        assertEquals(0, held(EPSILON));
    }

    /// As while one node after the other gets a server that brings a plugin.
    @Test
    void whatAnotherNodeAloneCanHearIsKept() throws Exception {
        long customer = CUSTOMER.incrementAndGet();
        sql("DELETE FROM trunkline.plugin_wanted WHERE plugin_id = 'epsilon'");
        host.turn();
        publish(TestTenants.ACME, customer, 1);
        await(() -> 0 == number("SELECT count(*) FROM trunkline.outbox WHERE done_at IS NULL"));
        assertEquals(0, held(EPSILON), "nobody runs it");

        sql(
                "INSERT INTO trunkline.plugin_node (node, plugin_id, version, revision)"
                        + " VALUES ('other/1', 'epsilon', '2.0.0', 0)");
        host.turn();
        assertEquals(
                1,
                number(
                        "SELECT count(*) FROM trunkline.plugin_node WHERE plugin_id = 'epsilon'"
                                + " AND reason = 'it did not come with the server'"));
        publish(TestTenants.ACME, customer, 3);
        await(() -> 3 == held(EPSILON));

        use("2.0.0");
        await(() -> 3 == order(TestTenants.ACME, customer).size());
        assertEquals(
                published(TestTenants.ACME, customer).subList(1, 4),
                order(TestTenants.ACME, customer));
        sql("DELETE FROM trunkline.plugin_node WHERE node = 'other/1'");
    }

    /// More than one batch, and new ones while the line is long.
    @Test
    void theOrderHoldsHoweverLongTheLine() throws Exception {
        long customer = CUSTOMER.incrementAndGet();
        publish(TestTenants.ACME, customer, 450);
        await(() -> 450 == held(EPSILON));
        use("2.0.0");
        for (int nth = 0; nth < 50; nth++) {
            publish(TestTenants.ACME, customer, 1);
        }
        await(() -> 500 <= order(TestTenants.ACME, customer).size());
        assertEquals(published(TestTenants.ACME, customer), order(TestTenants.ACME, customer));
        await(() -> 0 == held(EPSILON));
    }

    @Test
    void whatWaitsEndsWhenThePluginIsRemoved() throws Exception {
        long customer = CUSTOMER.incrementAndGet();
        publish(TestTenants.ACME, customer, 5);
        publish(TestTenants.GLOBEX, customer, 5);
        await(() -> 10 == held(EPSILON));
        remove();
        await(() -> 0 == held(EPSILON));
        use("2.0.0");
        publish(TestTenants.ACME, customer, 1);
        await(() -> !order(TestTenants.ACME, customer).isEmpty());
        assertEquals(
                published(TestTenants.ACME, customer).subList(5, 6),
                order(TestTenants.ACME, customer));
        assertEquals(List.of(), order(TestTenants.GLOBEX, customer));
    }

    /// Nor by the new one being refused.
    @Test
    void anUpgradeLosesNothing() throws Exception {
        long customer = CUSTOMER.incrementAndGet();
        use("2.0.0");
        AtomicBoolean done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> publishing =
                    threads.submit(() -> {
                        while (!done.get()) {
                            for (String tenant : TestTenants.BOTH) {
                                publish(tenant, customer, 1);
                            }
                            // No more than are heard in the end while a busy machine upgrades.
                            Thread.sleep(20);
                        }
                        return true;
                    });
            for (int nth = 0; nth < 10; nth++) {
                use("3.0.0");
                use("1.0.0");
                use("2.0.0");
            }
            done.set(true);
            publishing.get();
        }
        for (String tenant : TestTenants.BOTH) {
            List<Long> all = published(tenant, customer);
            assertTrue(all.size() > 50, () -> "only " + all.size());
            await(() -> all.size() <= order(tenant, customer).size());
            assertEquals(all, order(tenant, customer));
        }
        assertEquals(
                0,
                number(
                        "SELECT count(*) FROM trunkline.event_delivery WHERE state IN ('WAITING', 'PARKED') AND subscriber_id = 'epsilon'"));
    }

    private void publish(String tenant, long customer, int events) {
        Caller caller = new Caller(gateway, sessions, tenant, Set.of());
        TenantRunner.call(
                caller.session(),
                () ->
                        database.inTransaction(handle -> {
                            for (int nth = 0; nth < events; nth++) {
                                outbox.publish(handle, new CustomerChanged(customer, false));
                            }
                            return true;
                        }));
    }

    private void use(String version) {
        operator(() -> {
            catalogue.use(EPSILON, version);
            return true;
        });
        host.turn();
    }

    private void remove() {
        operator(() -> {
            catalogue.remove(EPSILON);
            return true;
        });
        host.turn();
    }

    private static List<Long> published(String tenant, long customer) throws SQLException {
        return numbers(
                """
                SELECT o.id FROM trunkline.outbox o JOIN trunkline.tenant t ON t.id = o.tenant_id
                 WHERE t.key = '%s' AND o.customer_id = %d AND o.type = 'CustomerChanged' ORDER BY o.id
                """
                        .formatted(tenant, customer));
    }

    /// As the plugin heard them.
    private static List<Long> order(String tenant, long customer) throws SQLException {
        if (number("SELECT count(*) FROM pg_tables WHERE schemaname = 'plugin_epsilon'") == 0) {
            return List.of();
        }
        return numbers(
                """
                SELECT h.event_id FROM plugin_epsilon.heard h JOIN trunkline.tenant t ON t.id = h.tenant_id
                 WHERE t.key = '%s' AND h.customer_id = %d ORDER BY h.id
                """
                        .formatted(tenant, customer));
    }

    private static long heard(String table, String condition) throws SQLException {
        return number("SELECT count(*) FROM plugin_" + table + " WHERE " + condition);
    }

    private static long held(String plugin) throws SQLException {
        return number(
                "SELECT count(*) FROM trunkline.event_delivery WHERE state = 'HELD' AND subscriber_id = '"
                        + plugin
                        + "'");
    }

    private static long number(String query) throws SQLException {
        return numbers(query).getFirst();
    }

    private static List<Long> numbers(String query) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }
}
