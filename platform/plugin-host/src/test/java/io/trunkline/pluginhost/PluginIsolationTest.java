package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a plugin must not reach, tried from inside one.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginIsolationTest {

    private static final String DENIED = "42501";

    @Inject PluginGateway gateway;
    @Inject Sessions sessions;

    private Caller of(String tenant) {
        return new Caller(gateway, sessions, tenant, Set.of("alpha.use"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.trunkline.core.customer.Customers",
                "io.trunkline.tenancy.TenantRunner",
                "io.trunkline.pluginhost.PluginGateway",
                "io.quarkus.arc.Arc",
                "org.jdbi.v3.core.Jdbi",
                "org.postgresql.Driver",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "org.pf4j.Plugin",
                "fixture.beta.Beta"
            })
    void doesNotSeeClassesOfThePlatformOrOfOthers(String name) {
        assertEquals("absent", of("acme").text("/class", "name", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.trunkline.spi.TenantSession",
                "java.sql.Connection",
                "java.net.http.HttpClient",
                "org.slf4j.Logger",
                "org.jspecify.annotations.Nullable"
            })
    void seesWhatTheSpiPromises(String name) {
        assertEquals(name, of("acme").text("/class", "name", name));
    }

    @Test
    void isNeverTheThreadsContextLoader() {
        assertEquals("PluginClassLoader is not context", of("acme").text("/loader"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT count(*) FROM trunkline.customer",
                "SELECT count(*) FROM trunkline.member",
                "SELECT count(*) FROM trunkline.outbox",
                "INSERT INTO trunkline.outbox (tenant_id, type, customer_id, source, payload)"
                        + " VALUES (1, 'X', 0, 'platform', '{}') RETURNING id",
                "SELECT count(*) FROM plugin_beta.secret",
                "SELECT rolpassword FROM pg_authid",
                "CREATE TABLE mine (id int)",
                "ALTER TABLE thing DISABLE ROW LEVEL SECURITY",
                "SELECT count(*) FROM databasechangelog",
                "SET ROLE trunkline_owner",
                "SET ROLE trunkline_plugin_alpha_owner",
                "CREATE TEMPORARY TABLE t (id int)"
            })
    void isDeniedByTheDatabase(String statement) {
        assertEquals(DENIED, of("acme").text("/query", "sql", statement));
    }

    @Test
    void readsTheSharedViewsOfItsTenant() {
        String count =
                "SELECT count(DISTINCT tenant_id) || '/' || (count(*) > 5) FROM shared.member";
        assertEquals("1/true", of("acme").text("/query", "sql", count));
    }

    @Test
    void sharesNothingBetweenTenantsEvenWithoutATenantInTheStatement() {
        of("acme")
                .post(
                        "alpha",
                        "/things",
                        "{\"id\":4711,\"name\":\"of acme\",\"day\":\"2026-01-01\"}");
        assertEquals("of acme", of("acme").get("alpha", "/things/4711").get("name").asText());
        assertEquals(
                StandardErrorCode.NOT_FOUND,
                of("globex").refused("alpha", "GET", "/things/4711", "").code());
        assertEquals(
                "0",
                of("globex").text("/query", "sql", "SELECT count(*) FROM thing WHERE id = 4711"));
    }

    @Test
    void cannotWriteForAnotherTenant() {
        int acme = of("acme").session().tenant().id();
        String insert =
                "INSERT INTO thing VALUES (%d, 1, 'x', NULL, '2026-01-01') RETURNING name"
                        .formatted(acme);
        assertEquals(DENIED, of("globex").text("/query", "sql", insert));
    }
}
