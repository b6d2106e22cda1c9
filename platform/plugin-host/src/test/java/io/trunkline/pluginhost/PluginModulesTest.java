package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginModulesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject PluginModules modules;
    @Inject PluginGateway gateway;
    @Inject Sessions sessions;
    @Inject TenantDatabase database;

    private Map<String, JsonNode> before = new HashMap<>();

    @BeforeEach
    void remember() {
        before = chosen(module("acme", "alpha"));
    }

    /// Other tests of the same platform count on what was there.
    @AfterEach
    void putBack() {
        PluginModule alpha = module("acme", "alpha");
        if (!alpha.enabled()) {
            alpha = as("acme", () -> modules.enable("alpha", module().revision(), true));
        }
        int revision = alpha.revision();
        as("acme", () -> modules.set("alpha", revision, before));
        PluginModule beta = module("globex", "beta");
        if (beta.enabled()) {
            as("globex", () -> modules.enable("beta", beta.revision(), false));
        }
    }

    @Test
    void enablingAndDisablingHoldForOneTenantAtOnce() {
        Caller globex = new Caller(gateway, sessions, "globex", Set.of("beta.use"));
        Caller acme = new Caller(gateway, sessions, "acme", Set.of("beta.use"));
        assertEquals(PluginModule.State.OFF, module("globex", "beta").state());

        PluginModule on =
                as(
                        "globex",
                        () -> modules.enable("beta", module("globex", "beta").revision(), true));
        assertEquals(PluginModule.State.ON, on.state());
        assertNotNull(on.enabledAt());
        int before = module("globex", "beta").recentCalls();
        assertNotNull(globex.get("beta", "/heard"));
        assertEquals(before + 1, module("globex", "beta").recentCalls());

        PluginModule off = as("globex", () -> modules.enable("beta", on.revision(), false));
        assertNull(off.enabledAt());
        assertEquals(
                StandardErrorCode.NOT_FOUND, globex.refused("beta", "GET", "/heard", "").code());
        assertNotNull(acme.get("beta", "/heard"));
        assertEquals(PluginModule.State.ON, module("acme", "beta").state());
    }

    @Test
    void aSettingHoldsAtOnceAndForOneTenant() {
        Caller acme = new Caller(gateway, sessions, "acme", Set.of("alpha.use"));
        Caller globex = new Caller(gateway, sessions, "globex", Set.of("alpha.use"));
        PluginModule set = as("acme", () -> modules.set("alpha", revision(), values("most", "9")));
        assertEquals("9", acme.text("/most"));
        assertEquals("7", globex.text("/most"));
        assertEquals(9, value(set, "most").chosen());
        assertNull(value(set, "least").chosen());

        as("acme", () -> modules.set("alpha", set.revision(), Map.of()));
        assertEquals("7", acme.text("/most"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "most | 11 | SETTING_NUMBER",
                "most | 1.5 | SETTING_NUMBER",
                "most | 1e30 | SETTING_NUMBER",
                "most | \"3\" | SETTING_NUMBER",
                "most | true | SETTING_NUMBER",
                "most | [3] | SETTING_NUMBER",
                "most | {\"secretRef\":\"KEY\"} | SETTING_NUMBER",
                "greatest | 3 | SETTING_UNKNOWN",
                "note | \"12345678901234567890123456789012345678901\" | SETTING_LENGTH",
                "note | {\"secretRef\":\"KEY\",\"more\":1} | SETTING_SECRET",
                "note | {} | SETTING_SECRET",
            })
    void refusesWhatTheSettingDoesNotTake(String key, String value, String code) {
        PluginException refused =
                refused(() -> modules.set("alpha", revision(), values(key, value)));
        assertEquals(code, ((Enum<?>) refused.code()).name());
        assertEquals(key, refused.arguments().getFirst());
        assertEquals(before, chosen(module("acme", "alpha")));
    }

    @Test
    void ofTwoWhoChangeItTheLaterOneIsTold() {
        int seen = module("acme", "alpha").revision();
        as("acme", () -> modules.set("alpha", seen, values("most", "2")));
        ErrorCode stale = refused(() -> modules.set("alpha", seen, values("most", "3"))).code();
        assertEquals(StandardErrorCode.STALE, stale);
        assertEquals(
                StandardErrorCode.STALE,
                refused(() -> modules.enable("alpha", seen, false)).code());
        // Nor is it answered with a revision that is yet to come.
        assertEquals(
                StandardErrorCode.STALE,
                refused(() -> modules.enable("alpha", seen + 2, false)).code());
        assertEquals(2, value(module("acme", "alpha"), "most").chosen());
    }

    /// A retry after a lost answer changes nothing, and no entry says that it did.
    @Test
    void theSameAgainChangesNothing() {
        PluginModule first =
                as("acme", () -> modules.set("alpha", revision(), values("most", "4")));
        long entries = entries();
        PluginModule again =
                as("acme", () -> modules.set("alpha", first.revision(), values("most", "4")));
        assertEquals(first.revision(), again.revision());
        assertEquals(entries, entries());
    }

    @Test
    void whatThisPlatformDoesNotRunCannotBeEnabled() {
        for (String id : List.of("nobody", "from-the-future")) {
            assertEquals(
                    PluginError.MODULE_UNKNOWN, refused(() -> modules.enable(id, 0, true)).code());
            assertEquals(
                    PluginError.MODULE_UNKNOWN, refused(() -> modules.enable(id, 0, false)).code());
        }
    }

    @Test
    void needsTheTenantsSettings() {
        Caller agent = new Caller(gateway, sessions, "acme", Set.of("alpha.use"));
        for (Supplier<Object> step :
                List.<Supplier<Object>>of(
                        modules::all,
                        () -> modules.enable("alpha", 1, false),
                        () -> modules.set("alpha", 1, Map.of()))) {
            assertEquals(
                    StandardErrorCode.FORBIDDEN,
                    assertThrows(
                                    PluginException.class,
                                    () -> TenantRunner.call(agent.session(), step::get))
                            .code());
        }
    }

    @Test
    void aSecretIsNamedAndNeverShown() {
        PluginException refused =
                refused(() ->
                        modules.set(
                                "alpha", revision(), values("note", "{\"secretRef\":\"a b\"}")));
        assertEquals(PluginError.SETTING_SECRET, refused.code());
        PluginModule set =
                as(
                        "acme",
                        () ->
                                modules.set(
                                        "alpha",
                                        revision(),
                                        values("note", "{\"secretRef\":\"API_KEY\"}")));
        PluginModule.Value note = value(set, "note");
        assertEquals("API_KEY", note.secret());
        assertNull(note.chosen());
        assertTrue(note.missing());
    }

    private PluginModule module() {
        return modules.all().stream()
                .filter(one -> one.pluginId().equals("alpha"))
                .findFirst()
                .orElseThrow();
    }

    private int revision() {
        return module().revision();
    }

    private PluginModule module(String tenant, String plugin) {
        return as(
                tenant,
                () ->
                        modules.all().stream()
                                .filter(one -> one.pluginId().equals(plugin))
                                .findFirst()
                                .orElseThrow());
    }

    private long entries() {
        return as(
                "acme",
                () ->
                        database.inTransaction(handle ->
                                handle.createQuery(
                                                """
                                                SELECT count(*) FROM trunkline.audit_entry
                                                 WHERE object_type = 'module'
                                                """)
                                        .mapTo(Long.class)
                                        .one()));
    }

    private <T> T as(String tenant, Supplier<T> step) {
        Caller administrator = new Caller(gateway, sessions, tenant, Set.of("tenant.settings"));
        return TenantRunner.call(administrator.session(), step::get);
    }

    private PluginException refused(Supplier<Object> step) {
        return assertThrows(PluginException.class, () -> as("acme", step));
    }

    private static PluginModule.Value value(PluginModule module, String key) {
        return module.settings().stream()
                .filter(value -> value.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, JsonNode> chosen(PluginModule module) {
        Map<String, JsonNode> chosen = new HashMap<>();
        module.settings().stream()
                .filter(value -> value.valid() && value.chosen() != null)
                .forEach(value -> chosen.put(value.key(), JSON.valueToTree(value.chosen())));
        return chosen;
    }

    private static Map<String, JsonNode> values(String key, String json) {
        try {
            return Map.of(key, JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
