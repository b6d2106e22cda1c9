package io.trunkline.tenancy.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.database.RowSecurity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Export and erasure reach every table of a tenant, a plugin's too, and no row of another.
final class WholeTenantTest {

    private static final int ACME = 1;
    private static final int GLOBEX = 2;
    private static final int VISITS = 6_000;

    @TempDir private Path folder;

    private Life life;

    @BeforeEach
    void installWithAPlugin() throws SQLException {
        life = Life.fresh(Duration.ofSeconds(-1));
        String database = life.installation().database().name();
        String owner = database + "_plugin_demo_owner";
        String serving = database + "_plugin_demo";
        try (Connection migrator = life.installation().database().migrator();
                Statement statement = migrator.createStatement()) {
            statement.execute("CREATE ROLE " + owner + " LOGIN");
            statement.execute("CREATE ROLE " + serving + " LOGIN");
            statement.execute("CREATE SCHEMA plugin_demo AUTHORIZATION " + owner);
            statement.execute("SET ROLE " + owner);
            statement.execute(
                    """
                    CREATE TABLE plugin_demo.visit (
                        tenant_id int NOT NULL, id bigint NOT NULL, org_unit_id bigint NOT NULL,
                        follows bigint, note text, PRIMARY KEY (tenant_id, id));
                    CREATE TABLE plugin_demo.guest (
                        tenant_id int NOT NULL, id bigint NOT NULL, first_visit bigint,
                        PRIMARY KEY (tenant_id, id),
                        FOREIGN KEY (tenant_id, first_visit) REFERENCES plugin_demo.visit (tenant_id, id));
                    CREATE TABLE plugin_demo.host (
                        tenant_id int NOT NULL, id bigint NOT NULL, stand_in bigint,
                        PRIMARY KEY (tenant_id, id),
                        FOREIGN KEY (tenant_id, stand_in) REFERENCES plugin_demo.host (tenant_id, id));
                    CREATE TABLE plugin_demo.lease (
                        tenant_id int NOT NULL, holder text, PRIMARY KEY (tenant_id));
                    COMMENT ON TABLE plugin_demo.lease IS 'passing: who works at the moment';
                    """);
            statement.execute("RESET ROLE");
            RowSecurity.apply(
                    migrator, "plugin_demo", owner, RowSecurity.Flavour.PLUGIN, Set.of(serving));
        }
        for (int tenant : List.of(ACME, GLOBEX)) {
            life.installation()
                    .asSuperuser(
                            """
                            INSERT INTO plugin_demo.visit (tenant_id, id, org_unit_id, note)
                            SELECT %1$d, n, (SELECT min(id) FROM trunkline.org_unit WHERE tenant_id = %1$d),
                                   'note of %1$d' FROM generate_series(1, %2$d) n;
                            INSERT INTO plugin_demo.guest VALUES (%1$d, 1, 1);
                            INSERT INTO plugin_demo.host VALUES (%1$d, 1, 2), (%1$d, 2, 1);
                            INSERT INTO plugin_demo.lease VALUES (%1$d, 'node');
                            """
                                    .formatted(tenant, VISITS));
        }
    }

    @Test
    void anExportHoldsEveryRowOfTheTenantAndNoneOfAnother() throws Exception {
        TenantExports exports = life.exports(folder);
        TenantExport export = finished(exports, life.asOperator(() -> exports.start("acme")).id());
        assertEquals(TenantExport.State.DONE, export.state());

        Path file = life.asOperator(() -> exports.file("acme", export.id()));
        Map<String, Long> counts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            JsonNode manifest =
                    new ObjectMapper().readTree(zip.getInputStream(zip.getEntry("manifest.json")));
            for (JsonNode entry : manifest.path("files")) {
                String text =
                        new String(
                                zip.getInputStream(zip.getEntry(entry.path("file").asText()))
                                        .readAllBytes(),
                                StandardCharsets.UTF_8);
                assertEquals(entry.path("rows").asLong(), text.lines().count());
                assertFalse(text.contains("\"tenant_id\": 2"), entry.toString());
                counts.put(entry.path("table").asText(), entry.path("rows").asLong());
            }
            assertEquals(
                    List.of("plugin_demo.lease"),
                    manifest.path("leftOut").findValuesAsText("table"));
        }
        Map<String, Long> expected = rows(ACME);
        expected.remove("plugin_demo.lease");
        expected.put("trunkline.tenant", 1L);
        // Asking for the export is itself in the trail, before or after the snapshot.
        assertEquals(expected, counts);
        assertEquals(VISITS, counts.get("plugin_demo.visit"));
        assertEquals(
                List.of("tenant.export.download", "tenant.export"),
                life.asOperator(() -> life.audit().list("acme", null, 10)).stream()
                        .map(entry -> entry.action())
                        .toList());
    }

    @Test
    void anExportIsGoneWhenItsTimeIsOver() throws Exception {
        TenantExports exports = life.exports(folder);
        TenantExport export = finished(exports, life.asOperator(() -> exports.start("acme")).id());
        assertTrue(Files.exists(life.asOperator(() -> exports.file("acme", export.id()))));
        life.installation()
                .asSuperuser(
                        "UPDATE trunkline.operator_export SET finished_at = finished_at - interval '7 days'");

        assertEquals(
                TenantExport.State.EXPIRED,
                life.asOperator(() -> exports.get("acme", export.id())).state());
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () -> life.asOperator(() -> exports.file("acme", export.id())));
        assertEquals(TenantError.EXPORT_GONE, refused.code());
    }

    @Test
    void oldFilesOfExportsAreRemovedAndNoOthers() throws Exception {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(8)));
        for (String name : List.of("acme-12.zip", "acme-13.zip", "acme.zip", "acme-12.txt")) {
            Files.setLastModifiedTime(Files.writeString(folder.resolve(name), "x"), old);
        }
        Files.writeString(folder.resolve("acme-13.zip"), "still being written");

        new ExportFolder(folder, Duration.ofDays(7)).sweep();

        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("acme-12.txt", "acme-13.zip", "acme.zip"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void erasureLeavesATombstoneAndTouchesNoOtherTenant() throws Exception {
        Map<String, Long> others = rows(GLOBEX);
        life.asOperator(() -> life.life().delete("acme", "Contract ended"));
        life.asOperator(this::eraseOnce);

        assertTrue(
                rows(ACME).values().stream().allMatch(count -> count == 0), rows(ACME).toString());
        assertEquals(others, rows(GLOBEX));
        TenantFacts tombstone = life.asOperator(() -> life.tenants().get("acme"));
        assertEquals(TenantState.DELETED, tombstone.state());
        assertEquals("acme", tombstone.name());

        life.asOperator(this::eraseOnce);
        assertEquals(
                List.of("tenant.erased", "tenant.erase", "tenant.delete"),
                life.asOperator(() -> life.audit().list("acme", null, 10)).stream()
                        .map(entry -> entry.action())
                        .toList());
        assertThrows(
                PluginException.class,
                () -> life.asOperator(() -> life.exports(folder).start("acme")));
    }

    @Test
    void anErasureThatWasCutOffGoesOn() throws Exception {
        life.asOperator(() -> life.life().delete("acme", "Contract ended"));
        life.installation()
                .asSuperuser(
                        """
                        UPDATE trunkline.tenant SET state = 'erasing' WHERE key = 'acme';
                        DELETE FROM plugin_demo.guest WHERE tenant_id = 1;
                        DELETE FROM trunkline.member_role WHERE tenant_id = 1;
                        """);
        life.asOperator(this::eraseOnce);
        assertTrue(rows(ACME).values().stream().allMatch(count -> count == 0));
        assertEquals(
                TenantState.DELETED, life.asOperator(() -> life.tenants().get("acme")).state());
    }

    @Test
    void nothingIsErasedBeforeTheGracePeriodHasPassed() throws Exception {
        life.asOperator(() -> life.life().delete("acme", "Contract ended"));
        life.installation()
                .asSuperuser("UPDATE trunkline.tenant SET erase_after = now() + interval '1 hour'");
        Map<String, Long> before = rows(ACME);
        life.asOperator(this::eraseOnce);
        assertEquals(before, rows(ACME));
        assertEquals(
                TenantState.ACTIVE,
                life.asOperator(() -> life.life().cancelDelete("acme", "Renewed")).state());
    }

    private boolean eraseOnce() {
        life.erasure().run();
        return true;
    }

    private TenantExport finished(TenantExports exports, long id) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        TenantExport export = life.asOperator(() -> exports.get("acme", id));
        while (export.state() == TenantExport.State.RUNNING && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            export = life.asOperator(() -> exports.get("acme", id));
        }
        return export;
    }

    /// Counted past row security, table by table.
    private Map<String, Long> rows(int tenant) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (Connection superuser = life.installation().database().superuser();
                Statement statement = superuser.createStatement()) {
            for (TenantTable table : TenantTable.all(superuser)) {
                try (ResultSet row =
                        statement.executeQuery(
                                "SELECT count(*) FROM "
                                        + table.quoted()
                                        + " WHERE tenant_id = "
                                        + tenant)) {
                    row.next();
                    counts.put(table.fullName(), row.getLong(1));
                }
            }
        }
        return new TreeMap<>(counts);
    }
}
