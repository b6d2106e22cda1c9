package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginEventsTest {

    @Inject PluginGateway gateway;
    @Inject Sessions sessions;
    @Inject TenantDatabase database;
    @Inject Outbox outbox;

    /// The plugin writes down every event, those of other tests too, and answers with all of them.
    @BeforeEach
    void nothingWasHeard() throws SQLException {
        Acts.sql("TRUNCATE plugin_alpha.thing");
    }

    @Test
    void reachPluginsOfTenantsThatHaveThemEnabledAndNobodyElse() throws Exception {
        long customer = System.nanoTime();
        for (String tenant : TestTenants.BOTH) {
            Caller caller = new Caller(gateway, sessions, tenant, Set.of());
            TenantRunner.call(
                    caller.session(),
                    () ->
                            database.inTransaction(handle -> {
                                outbox.publish(handle, new CustomerChanged(customer, true));
                                return true;
                            }));
        }
        for (String tenant : TestTenants.BOTH) {
            assertEquals("platform", waitFor(tenant, "heard " + customer));
        }
        assertEquals(1, count("plugin_beta.secret", "acme", customer));
        assertEquals(0, count("plugin_beta.secret", "globex", customer));
    }

    private String waitFor(String tenant, String name) throws InterruptedException {
        Caller caller = new Caller(gateway, sessions, tenant, Set.of("alpha.use"));
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(end)) {
            for (JsonNode thing : caller.get("alpha", "/things")) {
                if (thing.get("name").asText().equals(name)) {
                    return thing.get("note").asText();
                }
            }
            Thread.sleep(50);
        }
        assertTrue(false, "the event did not arrive at " + tenant);
        return "";
    }

    private int count(String table, String tenant, long customer) throws SQLException {
        String query =
                """
                SELECT count(*) FROM %s s JOIN trunkline.outbox o ON o.tenant_id = s.tenant_id AND o.id = s.id
                  JOIN trunkline.tenant t ON t.id = s.tenant_id
                 WHERE t.key = '%s' AND o.customer_id = %d
                """
                        .formatted(table, tenant, customer);
        try (Connection connection = TestDatabase.shared().superuser();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
