package io.trunkline.tenancy.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.tenancy.Installation;
import io.trunkline.testing.TestTenants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TenantProvisioningTest {

    @TempDir private Path folder;

    @Test
    void aSecondStartChangesNothing() throws SQLException {
        Installation installation = Installation.empty();
        assertEquals(
                TestTenants.BOTH, installation.provisioning().createMissing(TestTenants.folder()));
        String before = everything(installation);

        assertEquals(List.of(), installation.provisioning().createMissing(TestTenants.folder()));
        assertEquals(before, everything(installation));
    }

    @Test
    void whatWasChangedOnScreensIsLeftAlone() throws SQLException {
        Installation installation = Installation.fresh();
        installation.asSuperuser("DELETE FROM trunkline.module WHERE plugin_id = 'example'");
        installation.asSuperuser(
                "UPDATE trunkline.tenant SET name = 'Renamed', state = 'suspended'");
        String before = everything(installation);

        installation.provisioning().createMissing(TestTenants.folder());
        assertEquals(before, everything(installation));
    }

    @Test
    void twoNodesThatStartTogetherCreateEachTenantOnce() throws Exception {
        Installation installation = Installation.empty();
        Callable<List<String>> node =
                () -> installation.provisioning().createMissing(TestTenants.folder());
        int created = 0;
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            for (var result : nodes.invokeAll(List.of(node, node))) {
                created += result.get().size();
            }
        }
        assertEquals(2, created);
        assertEquals(List.of(), installation.problems().all());
    }

    @Test
    void aFaultyFileIsReportedAndTheOthersAreCreated() throws Exception {
        Files.createDirectory(folder.resolve("tenants"));
        for (String key : TestTenants.BOTH) {
            Path file = TestTenants.folder().resolve("tenants/" + key + ".yaml");
            String text = Files.readString(file);
            Files.writeString(
                    folder.resolve("tenants/" + key + ".yaml"),
                    key.equals(TestTenants.ACME) ? text.replace("zone:", "zoen:") : text);
        }
        Installation installation = Installation.empty();
        assertEquals(
                List.of(TestTenants.GLOBEX), installation.provisioning().createMissing(folder));
        assertEquals("tenants/acme.yaml", installation.problems().all().getFirst().file());
    }

    private static String everything(Installation installation) throws SQLException {
        try (Connection superuser = installation.database().superuser();
                var statement = superuser.createStatement()) {
            StringBuilder all = new StringBuilder();
            for (String table :
                    List.of(
                            "tenant",
                            "org_unit",
                            "member",
                            "role",
                            "member_role",
                            "module",
                            "audit_entry")) {
                try (var row =
                        statement.executeQuery(
                                "SELECT string_agg(t::text || xmin, ';' ORDER BY t::text) FROM trunkline."
                                        + table
                                        + " t")) {
                    row.next();
                    all.append(row.getString(1)).append('\n');
                }
            }
            return all.toString();
        }
    }
}
