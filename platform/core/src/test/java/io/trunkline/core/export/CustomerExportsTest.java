package io.trunkline.core.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.CustomerFixtures;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.core.export.CustomerExport.Format;
import io.trunkline.core.export.CustomerExport.State;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class CustomerExportsTest {

    @Inject CustomerExports exports;
    @Inject CustomerFixtures fixtures;
    @Inject People people;
    @Inject Jobs jobs;

    @Test
    void aFileHoldsTheListInItsOrderAndNothingOfAnotherTenant() throws IOException {
        String name = "Exported" + System.nanoTime();
        for (String tenant : TestTenants.BOTH) {
            for (String end : List.of("b", "c", "a")) {
                fixtures.create(
                        tenant,
                        tenant + CustomerFixtures.number(),
                        name + end,
                        "13677770000",
                        TestTenants.DISTRICT);
            }
        }
        CustomerExport done = made("acme", name, Format.CSV);
        assertEquals(State.DONE, done.state());
        assertEquals(3, done.rows());
        String file = new String(file("supervisor", "acme", done.id()), StandardCharsets.UTF_8);
        List<String> lines = file.lines().toList();
        assertEquals(4, lines.size());
        assertTrue(lines.getFirst().startsWith("\uFEFF\"externalNumber\",\"name\""), file);
        assertEquals(
                List.of(name + "a", name + "b", name + "c"),
                lines.stream().skip(1).map(line -> line.split("\"", -1)[3]).toList());
        assertTrue(!file.contains("globex"), file);
        assertEquals(
                List.of("customer.export", "customer.export-end", "customer.export-download"),
                Database.texts(
                        "SELECT action FROM trunkline.audit_entry WHERE object_type = 'export'"
                                + " AND object_id = "
                                + done.id()
                                + " ORDER BY id"));
    }

    @Test
    void aSpreadsheetHoldsEveryValueAsText() throws IOException {
        String name = "=Formula" + System.nanoTime();
        fixtures.create(
                "acme", CustomerFixtures.number(), name, "13677770001", TestTenants.DISTRICT);
        CustomerExport done = made("acme", name, Format.XLSX);
        String sheet = entry(file("supervisor", "acme", done.id()), "xl/worksheets/sheet1.xml");
        assertTrue(sheet.contains(name), sheet);
        assertTrue(!sheet.contains("<f>"), sheet);
    }

    @Test
    void onlyWhoMadeItHasIt() {
        CustomerExport done = made("acme", "Nobody" + System.nanoTime(), Format.CSV);
        for (String tenant : TestTenants.BOTH) {
            assertEquals(
                    Optional.empty(),
                    people.as(TestTenants.AUDITOR, tenant, () -> exports.find(done.id())));
            refused(
                    StandardErrorCode.NOT_FOUND,
                    () -> file(TestTenants.AUDITOR, tenant, done.id()));
        }
        assertEquals(
                Optional.empty(), people.as("supervisor", "globex", () -> exports.find(done.id())));
        refused(
                StandardErrorCode.FORBIDDEN,
                () -> people.as("agent1", "acme", () -> exports.find(done.id())));
        assertTrue(
                people.as("supervisor", "acme", () -> exports.mine(200)).stream()
                        .anyMatch(export -> export.id() == done.id()));
    }

    @Test
    void aLongListIsCutAndSaysSo() {
        String name = "Many" + System.nanoTime();
        IntStream.range(0, 12)
                .forEach(nth ->
                        fixtures.create(
                                "globex",
                                CustomerFixtures.number(),
                                name + nth,
                                "13677770002",
                                TestTenants.DISTRICT));
        CustomerExport done = made("globex", name, Format.CSV);
        assertEquals(10, done.rows());
        assertTrue(done.capped());
    }

    @Test
    void aMemberHasOneAtATime() {
        CustomerExport done = made("acme", "One" + System.nanoTime(), Format.CSV);
        state(done.id(), "RUNNING");
        refused(ExportError.ALREADY_RUNNING, () -> start("acme", "Two", Format.CSV));
        refused(ExportError.NO_FILE, () -> file("supervisor", "acme", done.id()));
        assertEquals(
                State.CANCELLED,
                people.as("supervisor", "acme", () -> exports.cancel(done.id())).state());
        assertEquals(0, pieces(done.id()));
        refused(ExportError.NO_FILE, () -> file("supervisor", "acme", done.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deadline", "lease_until"})
    void oneWhoseServerDiedIsOverWhenItsTimeIs(String time) {
        CustomerExport dead = made("acme", "Dead" + System.nanoTime(), Format.CSV);
        Database.execute(
                "UPDATE trunkline.export_job SET state = 'RUNNING', deadline = now() + interval '1 h',"
                        + " lease_until = now() + interval '1 h' WHERE id = "
                        + dead.id());
        assertEquals(State.RUNNING, find("acme", dead.id()).state());
        Database.execute(
                "UPDATE trunkline.export_job SET "
                        + time
                        + " = now() - interval '1 s'"
                        + " WHERE id = "
                        + dead.id());
        assertEquals(
                State.FAILED,
                people.as("supervisor", "acme", () -> exports.find(dead.id()).orElseThrow())
                        .state());
        assertEquals(State.DONE, made("acme", "Next" + System.nanoTime(), Format.CSV).state());
    }

    @Test
    void anOldFileIsGone() {
        CustomerExport old = made("acme", "Old" + System.nanoTime(), Format.CSV);
        CustomerExport fresh = made("globex", "Fresh" + System.nanoTime(), Format.CSV);
        Database.execute(
                "UPDATE trunkline.export_job SET expires_at = now() WHERE id = " + old.id());
        assertEquals(
                Optional.empty(), people.as("supervisor", "acme", () -> exports.find(old.id())));
        refused(StandardErrorCode.NOT_FOUND, () -> file("supervisor", "acme", old.id()));
        jobs.run("export-expiry");
        assertEquals(0, pieces(old.id()));
        assertEquals(1, pieces(fresh.id()));
    }

    private CustomerExport made(String tenant, String name, Format format) {
        CustomerExport started = start(tenant, name, format);
        Database.await("export", () -> find(tenant, started.id()).state() != State.RUNNING);
        return find(tenant, started.id());
    }

    private CustomerExport start(String tenant, String name, Format format) {
        CustomerQuery query =
                new CustomerQuery(CustomerFixtures.filter(name), null, Sort.NAME, null, 1);
        return people.as("supervisor", tenant, () -> exports.start(query, format, key -> key));
    }

    private CustomerExport find(String tenant, long id) {
        return people.as("supervisor", tenant, () -> exports.find(id).orElseThrow());
    }

    private byte[] file(String who, String tenant, long id) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        people.<Boolean, IOException>as(
                who,
                tenant,
                () -> {
                    exports.download(id, (OutputStream) bytes);
                    return true;
                });
        return bytes.toByteArray();
    }

    /// By the zip's directory, as spreadsheets read it.
    private static String entry(byte[] zip, String name) throws IOException {
        Path path = Files.createTempFile("export", ".xlsx");
        try {
            Files.write(path, zip);
            try (ZipFile entries = new ZipFile(path.toFile())) {
                ZipEntry entry = entries.getEntry(name);
                if (entry == null) {
                    throw new AssertionError("no " + name);
                }
                return new String(
                        entries.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
            }
        } finally {
            Files.delete(path);
        }
    }

    private static void state(long id, String state) {
        Database.execute(
                "UPDATE trunkline.export_job SET state = '" + state + "' WHERE id = " + id);
    }

    private static long pieces(long id) {
        return Database.number(
                "SELECT count(*) FROM trunkline.export_piece WHERE export_id = " + id);
    }

    private static void refused(ErrorCode code, Executable action) {
        assertEquals(code, assertThrows(PluginException.class, action).code());
    }
}
