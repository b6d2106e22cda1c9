package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.operator;
import static io.trunkline.pluginhost.Acts.sql;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Sessions;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a removed plugin keeps stays until an operator says otherwise, and can be copied before.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class PluginDataTest {

    private static final String GAMMA = "gamma";

    @Inject PluginCatalogue catalogue;
    @Inject PluginData data;
    @Inject PluginHost host;
    @Inject PluginGateway gateway;
    @Inject Sessions sessions;

    @BeforeEach
    void itRuns() throws Exception {
        Publisher partner = Publisher.named("Example Partner");
        partner.publish(PluginZips.TRUSTED, "partner");
        sql("DELETE FROM trunkline.plugin_wanted");
        sql("DELETE FROM trunkline.plugin_release");
        operator(() -> catalogue.install(partner.signed(PluginZips.release("gamma-1"))));
        use();
    }

    @AfterEach
    void itIsGone() {
        remove();
    }

    @Test
    void staysAfterARemovalUntilItIsDropped() throws Exception {
        int said = said("acme");
        assertTrue(said > 0);
        said("globex");
        refused(PluginError.PLUGIN_RUNS, () -> data.drop(GAMMA));
        remove();
        assertEquals(
                List.of("note"),
                operator(() -> data.tables(GAMMA)).stream().map(PluginData.Table::name).toList());

        use();
        assertEquals(said + 1, said("acme"));

        remove();
        operator(() -> {
            data.drop(GAMMA);
            return true;
        });
        assertEquals(List.of(), operator(() -> data.tables(GAMMA)));
        assertEquals(
                0,
                count(
                        "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'trunkline_plugin_gamma%'"));
        assertEquals(
                0,
                count(
                        "SELECT count(*) FROM trunkline.plugin_door WHERE role_name::text LIKE '%plugin_gamma'"));
        assertEquals(
                0, count("SELECT count(*) FROM trunkline.plugin_tables WHERE plugin_id = 'gamma'"));
        refused(PluginError.RELEASE_UNKNOWN, () -> data.drop(GAMMA));

        use();
        assertEquals(1, said("acme"));
    }

    /// Neither what its own roles left outside of its schema keeps it, nor what another granted it.
    @Test
    void isDroppedWhateverItsRolesLeft() throws Exception {
        said("acme");
        String serving = "trunkline_plugin_gamma";
        for (String role : List.of(serving, serving + "_owner")) {
            sql(
                    "SET ROLE %s; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public"
                            .formatted(role));
            // As in a database that was made before they were refused.
            sql(
                    """
                    DO $$ BEGIN
                        EXECUTE format('ALTER LARGE OBJECT %%s OWNER TO %s', lo_from_bytea(0, 'abc'));
                    END $$
                    """
                            .formatted(role));
        }
        sql(
                "SET ROLE trunkline_plugin_alpha; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO "
                        + serving);
        remove();
        operator(() -> {
            data.drop(GAMMA);
            return true;
        });
        assertEquals(
                0,
                count(
                        "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'trunkline_plugin_gamma%'"));
        assertEquals(0, count("SELECT count(*) FROM pg_namespace WHERE nspname = 'plugin_gamma'"));
        assertEquals(0, count("SELECT count(*) FROM pg_largeobject_metadata"));
        use();
        assertEquals(1, said("acme"));
    }

    @Test
    void isCopiedTenantByTenant() throws Exception {
        said("acme");
        int acme = said("acme");
        int globex = said("globex");
        Path copy = operator(() -> data.export(GAMMA));
        try {
            Map<String, byte[]> tenants = entries(Files.readAllBytes(copy));
            assertEquals(acme, lines(tenants, "acme.zip"));
            assertEquals(globex, lines(tenants, "globex.zip"));
            String manifest =
                    new String(
                            entries(tenants.get("acme.zip")).get("manifest.json"),
                            StandardCharsets.UTF_8);
            assertTrue(manifest.contains("plugin_gamma.note"), manifest);
        } finally {
            Files.delete(copy);
        }
    }

    @Test
    void aPluginThatNobodyKnowsKeepsNothing() {
        for (String id : List.of("nobody", "../x", "gamma; DROP", "")) {
            refused(PluginError.RELEASE_UNKNOWN, () -> data.drop(id));
            refused(PluginError.RELEASE_UNKNOWN, () -> data.export(id));
        }
    }

    private static int lines(Map<String, byte[]> tenants, String tenant) throws Exception {
        byte[] rows = entries(tenants.get(tenant)).get("plugin_gamma/note.jsonl");
        return (int) new String(rows, StandardCharsets.UTF_8).lines().count();
    }

    private static Map<String, byte[]> entries(byte[] archive) throws Exception {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private int said(String tenant) {
        return new Caller(gateway, sessions, tenant, Set.of("gamma.use"))
                .get(GAMMA, "/said")
                .path("notes")
                .asInt();
    }

    private void use() {
        operator(() -> {
            catalogue.use(GAMMA, "1.0.0");
            return true;
        });
        host.turn();
    }

    private void remove() {
        operator(() -> {
            catalogue.remove(GAMMA);
            return true;
        });
        host.turn();
    }

    private static void refused(PluginError code, Runnable act) {
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () ->
                                operator(() -> {
                                    act.run();
                                    return true;
                                }));
        assertEquals(code, refused.code());
    }

    private static int count(String query) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
