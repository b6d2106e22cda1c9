package io.trunkline.tenancy.tenant;

import io.trunkline.tenancy.database.MigratorConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes what a plugin keeps, of every tenant, into one zip: for each tenant a zip as an export of
/// all of it has it.
@ApplicationScoped
public class PluginArchive {

    private static final int PAGE = 200;

    private final MigratorConnections connections;
    private final Tenants tenants;

    @Inject
    public PluginArchive(MigratorConnections connections, Tenants tenants) {
        this.connections = connections;
        this.tenants = tenants;
    }

    /// @param schema the plugin's
    /// @param out not closed
    /// @return how many rows
    public long write(String schema, OutputStream out) throws IOException, SQLException {
        long rows = 0;
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        String after = null;
        List<TenantFacts> page;
        do {
            page = tenants.list(after, null, EnumSet.allOf(TenantState.class), PAGE);
            for (TenantFacts tenant : page) {
                if (tenant.state().compareTo(TenantState.ERASING) < 0) {
                    rows += write(schema, tenant, zip);
                }
                after = tenant.key();
            }
        } while (page.size() == PAGE);
        zip.finish();
        return rows;
    }

    /// By a file of its own, since the sum over each is told in it.
    private long write(String schema, TenantFacts tenant, ZipOutputStream zip)
            throws IOException, SQLException {
        Path file = Files.createTempFile("trunkline-plugin", ".zip");
        try (Connection connection = connections.open()) {
            TenantArchive.Written written =
                    new TenantArchive(
                                    connection,
                                    tenant,
                                    table -> table.schema().equals(schema),
                                    (all, done, rows) -> {})
                            .write(file);
            zip.putNextEntry(new ZipEntry(tenant.key() + ".zip"));
            Files.copy(file, zip);
            zip.closeEntry();
            return written.rows();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
