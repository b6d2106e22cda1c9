package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.TenantSession;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginGatewayTest {

    private static final String LARGE = "9007199254740993";

    @Inject PluginGateway gateway;
    @Inject Sessions sessions;
    @Inject Generations generations;

    private Caller acme() {
        return new Caller(gateway, sessions, "acme", Set.of("alpha.use", "beta.use"));
    }

    @Test
    void writesIdsAsTextAndReadsBothForms() {
        JsonNode posted =
                acme().post(
                                "alpha",
                                "/things",
                                "{\"id\":%s,\"name\":\"a\",\"day\":\"2026-02-28\"}"
                                        .formatted(LARGE));
        assertTrue(posted.get("id").isTextual());
        assertEquals(LARGE, posted.get("id").asText());
        assertEquals("2026-02-28", posted.get("day").asText());
        acme().post("alpha", "/things", "{\"id\":\"7\",\"name\":\"b\",\"day\":\"2026-02-28\"}");
        assertEquals("b", acme().get("alpha", "/things/7").get("name").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":1,\"name\":\"a\",\"day\":\"2026-02-28\",\"extra\":1} | extra",
                "{\"id\":1,\"name\":\"a\",\"day\":\"2026-02-30\"} | day",
                "{\"id\":\"one\",\"name\":\"a\",\"day\":\"2026-02-28\"} | id",
                "{\"name\":\"a\",\"day\":\"2026-02-28\"} | id",
                "{\"id\":1,\"day\":\"2026-02-28\"} | name",
                "{\"id\":1,\"name\":null,\"day\":\"2026-02-28\"} | name",
                "{\"id\":1.5,\"name\":\"a\",\"day\":\"2026-02-28\"} | id",
                "{\"id\":1 | body",
                "[] | body",
                "null | body",
                "'' | body",
            })
    void refusesABodyThatIsNotTheRecordNamingTheField(String body, String field) {
        PluginException refused = acme().refused("alpha", "POST", "/things", body);
        assertEquals(StandardErrorCode.INVALID, refused.code());
        assertEquals(field, refused.arguments().getFirst());
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        String body = "{\"id\":1,\"name\":\"" + "a".repeat(1_100_000) + "\"}";
        assertEquals(
                StandardErrorCode.INVALID, acme().refused("alpha", "POST", "/things", body).code());
    }

    @ParameterizedTest
    @CsvSource({
        "alpha,GET,/nowhere",
        "alpha,DELETE,/things",
        "alpha,GET,/things/12/more",
        "alpha,GET,/things/x",
        "nobody,GET,/things",
        "from-the-future,GET,/things"
    })
    void answersNotFoundForWhatIsNotThere(String plugin, String method, String path) {
        assertEquals(StandardErrorCode.NOT_FOUND, acme().refused(plugin, method, path, "").code());
    }

    @Test
    void answersNotFoundWhereTheTenantHasThePluginDisabled() {
        Caller globex = new Caller(gateway, sessions, "globex", Set.of("beta.use"));
        assertEquals(
                StandardErrorCode.NOT_FOUND, globex.refused("beta", "GET", "/heard", "").code());
    }

    @Test
    void asksForThePermissionBeforeItReadsTheBody() {
        Caller nobody = new Caller(gateway, sessions, "acme", Set.of("alpha.own"));
        assertEquals(
                StandardErrorCode.FORBIDDEN,
                nobody.refused("alpha", "POST", "/things", "{").code());
        assertEquals(
                StandardErrorCode.FORBIDDEN, acme().refused("alpha", "GET", "/own", "").code());
    }

    @Test
    void givesTheTenantsSettingAndTheDefaultForABadOne() {
        assertEquals("3", acme().text("/most"));
        assertEquals("5", acme().text("/least"));
        Caller globex = new Caller(gateway, sessions, "globex", Set.of("alpha.use"));
        assertEquals("7", globex.text("/most"));
    }

    @Test
    void tellsTheCallerAnIncidentAndNotWhatWentWrong() {
        PluginException refused = acme().refused("alpha", "GET", "/broken", "");
        assertEquals(StandardErrorCode.INTERNAL, refused.code());
        assertFalse(refused.toString().contains("secret"));
        PluginFailedException failed = assertInstanceOf(PluginFailedException.class, refused);
        assertEquals(List.of(failed.incident()), refused.arguments());
    }

    @Test
    void passesOnWhatThePluginRefusesWith() {
        PluginException refused = acme().refused("alpha", "GET", "/refused", "");
        assertEquals("NOT_TODAY", refused.code().name());
        assertEquals(ErrorCode.Kind.CONFLICT, refused.code().kind());
        assertEquals(
                "Not on a Monday, it's closed",
                gateway.text("alpha", Locale.ENGLISH, "error.alpha.NOT_TODAY", "Monday"));
    }

    @Test
    void endsACallThatTakesTooLong() {
        long start = System.nanoTime();
        PluginException refused = acme().refused("alpha", "GET", "/slow", "");
        assertEquals(StandardErrorCode.UNAVAILABLE, refused.code());
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
        assertFalse(Thread.interrupted());
    }

    @Test
    void endsAStatementThatTakesTooLong() {
        Caller caller = acme();
        long start = System.nanoTime();
        caller.text("/query", "sql", "SELECT pg_sleep(30)");
        assertTrue(System.nanoTime() - start < 10_000_000_000L);
    }

    @Test
    void refusesASessionThatWasKept() {
        assertEquals("kept", acme().text("/stash"));
        assertEquals(
                StandardErrorCode.SESSION_ENDED,
                acme().refused("alpha", "GET", "/stashed", "").code());
    }

    @Test
    void refusesASessionOnAnotherThread() {
        assertEquals("SESSION_ENDED", acme().text("/elsewhere"));
    }

    @Test
    void refusesTransactionsWithinTransactions() {
        assertEquals(
                StandardErrorCode.INSIDE_TRANSACTION,
                acme().refused("alpha", "GET", "/nested", "").code());
        assertEquals(
                StandardErrorCode.INSIDE_TRANSACTION,
                acme().refused("alpha", "GET", "/allocate-inside", "").code());
        assertEquals("refused", acme().text("/commit"));
    }

    @Test
    void endsTheSessionOfAScreenWithItsRequest() {
        TenantSession kept =
                TenantRunner.call(acme().session(), () -> gateway.sessionFor(screens()));
        PluginException ended = assertThrows(PluginException.class, kept::tenant);
        assertEquals(StandardErrorCode.SESSION_ENDED, ended.code());
    }

    @Test
    void runsAPieceOfAScreenAsTheCaller() {
        String tenant =
                TenantRunner.call(
                        acme().session(),
                        () -> gateway.callUi(screens(), null, session -> session.tenant().key()));
        assertEquals("acme", tenant);
        assertEquals(List.of(), TenantRunner.call(acme().session(), () -> gateway.uiEntries()));
    }

    /// As on a node with screens.
    private PluginGateway.UiEntry screens() {
        return new PluginGateway.UiEntry(generations.any("alpha").orElseThrow(), "screens");
    }
}
