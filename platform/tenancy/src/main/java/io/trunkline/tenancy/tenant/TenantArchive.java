package io.trunkline.tenancy.tenant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.tenancy.database.DatabaseRoles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes all of a tenant into one zip: a file of JSON lines for each table, and a manifest with
/// counts and sums. All of it is of one moment: one snapshot, read under row security as each
/// table's owner.
final class TenantArchive {

    private static final int FETCH = 1_000;
    private static final int TELL_EVERY = 20_000;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Connection connection;
    private final TenantFacts tenant;
    private final ArrayNode files = JSON.createArrayNode();
    private final ArrayNode leftOut = JSON.createArrayNode();
    private final Predicate<TenantTable> wanted;
    private final Progress progress;
    private int tables;
    private int done;
    private long rows;

    /// @param connection of the migrator in auto-commit, its own from here on
    /// @param wanted which tables
    TenantArchive(
            Connection connection,
            TenantFacts tenant,
            Predicate<TenantTable> wanted,
            Progress progress) {
        this.wanted = wanted;
        this.connection = connection;
        this.tenant = tenant;
        this.progress = progress;
    }

    /// @param rows written
    /// @param sha256 of the zip
    record Written(long rows, long bytes, String sha256) {}

    @FunctionalInterface
    interface Progress {
        void tables(int all, int done, long rows);
    }

    Written write(Path file) throws SQLException, IOException {
        MessageDigest sum = sha256();
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip =
                        new ZipOutputStream(new Summing(out, sum), StandardCharsets.UTF_8)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            String owner = DatabaseRoles.of(connection).owner();
            TenantRows session = new TenantRows(connection, owner, tenant.id());
            List<TenantTable> all = TenantTable.all(connection).stream().filter(wanted).toList();
            tables = all.size();
            writeTenant(zip);
            for (TenantTable table : all) {
                tell();
                if (table.passing().isEmpty()) {
                    session.become(table.owner());
                    writeRows(zip, table);
                } else {
                    leftOut.addObject().put("table", table.fullName()).put("why", table.passing());
                }
                done++;
            }
            tell();
            writeManifest(zip);
            connection.rollback();
        }
        return new Written(rows, Files.size(file), HexFormat.of().formatHex(sum.digest()));
    }

    private void tell() {
        progress.tables(tables, done, rows);
    }

    private void writeTenant(ZipOutputStream zip) throws SQLException, IOException {
        writeQuery(
                zip,
                "trunkline.tenant",
                "SELECT to_jsonb(t)::text FROM trunkline.tenant t WHERE id = ?");
    }

    private void writeRows(ZipOutputStream zip, TenantTable table)
            throws SQLException, IOException {
        writeQuery(
                zip,
                table.fullName(),
                "SELECT to_jsonb(t)::text FROM %s t WHERE tenant_id = ? ORDER BY %s"
                        .formatted(table.quoted(), table.quotedKey()));
    }

    private void writeQuery(ZipOutputStream zip, String name, String sql)
            throws SQLException, IOException {
        String file = name.replace('.', '/') + ".jsonl";
        MessageDigest sum = sha256();
        zip.putNextEntry(new ZipEntry(file));
        long count = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            statement.setInt(1, tenant.id());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    byte[] line = (row.getString(1) + "\n").getBytes(StandardCharsets.UTF_8);
                    sum.update(line);
                    zip.write(line);
                    count++;
                    if (++rows % TELL_EVERY == 0) {
                        tell();
                    }
                }
            }
        }
        zip.closeEntry();
        files.addObject()
                .put("table", name)
                .put("file", file)
                .put("rows", count)
                .put("sha256", HexFormat.of().formatHex(sum.digest()));
    }

    private void writeManifest(ZipOutputStream zip) throws IOException {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("format", "trunkline-tenant-1")
                .put("tenant", tenant.key())
                .put("name", tenant.name())
                .put("at", Instant.now().toString())
                .put("rows", rows);
        manifest.set("files", files);
        manifest.set("leftOut", leftOut);
        zip.putNextEntry(new ZipEntry("manifest.json"));
        zip.write(JSON.writeValueAsBytes(manifest));
        zip.closeEntry();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Summing extends FilterOutputStream {
        private final MessageDigest sum;

        Summing(OutputStream out, MessageDigest sum) {
            super(out);
            this.sum = sum;
        }

        @Override
        public void write(int b) throws IOException {
            sum.update((byte) b);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            sum.update(bytes, from, count);
            out.write(bytes, from, count);
        }
    }
}
