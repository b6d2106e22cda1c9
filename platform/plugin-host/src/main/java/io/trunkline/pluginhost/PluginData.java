package io.trunkline.pluginhost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.pluginhost.internal.catalogue.NodeTable;
import io.trunkline.pluginhost.internal.catalogue.ReleaseTable;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.database.PluginDatabases;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import io.trunkline.tenancy.tenant.PluginArchive;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// What plugins keep in the database, for operators: how much it is, a copy of it, and its end. A
/// plugin that is removed leaves it all, until somebody says otherwise.
@ApplicationScoped
public class PluginData {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final OperatorDatabase database;
    private final OperatorAudit audit;
    private final PluginArchive archive;
    private final PluginDatabases databases;

    PluginData(
            OperatorDatabase database,
            OperatorAudit audit,
            PluginArchive archive,
            PluginDatabases databases) {
        this.database = database;
        this.audit = audit;
        this.archive = archive;
        this.databases = databases;
    }

    /// @param rows as the database estimates them
    /// @param bytes indexes included
    public record Table(String name, long rows, long bytes) {}

    /// By name; none for a plugin that keeps nothing, or is not known.
    public List<Table> tables(String pluginId) {
        requireId(pluginId);
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                SELECT c.relname, greatest(c.reltuples, 0)::bigint AS rows,
                                       pg_total_relation_size(c.oid) AS bytes
                                  FROM pg_class c
                                 WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = :schema)
                                   AND c.relkind IN ('r', 'p') AND c.relname NOT LIKE 'databasechangelog%'
                                 ORDER BY c.relname LIMIT 1000
                                """)
                        .bind("schema", schema(pluginId))
                        .map((row, context) ->
                                new Table(
                                        row.getString("relname"),
                                        row.getLong("rows"),
                                        row.getLong("bytes")))
                        .list());
    }

    /// A copy: a zip with a zip for each tenant, which has JSON lines for each table and a
    /// manifest.
    ///
    /// @return a file that is the caller's to delete
    /// @throws PluginException `RELEASE_UNKNOWN` where there is nothing of such a plugin
    public Path export(String pluginId) {
        requireKept(pluginId);
        database.inTransaction(handle -> {
            record(handle, "plugin.data.export", pluginId);
            return true;
        });
        try {
            Path file = Files.createTempFile("trunkline-plugin-data", ".zip");
            try (OutputStream out = Files.newOutputStream(file)) {
                archive.write(schema(pluginId), out);
                return file;
            } catch (IOException | SQLException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the data of " + pluginId + " cannot be read", e);
        }
    }

    /// Ends it all, of every tenant: tables, rows, roles. It cannot be had back.
    ///
    /// @throws PluginException `RELEASE_UNKNOWN` where there is nothing of such a plugin,
    ///   `PLUGIN_RUNS` unless it was removed and no node runs it any more
    public void drop(String pluginId) {
        requireKept(pluginId);
        database.inTransaction(handle -> {
            ReleaseTable.lock(handle, pluginId);
            boolean removed =
                    ReleaseTable.wanted(handle, pluginId)
                            .filter(wanted -> wanted.kind() == Wanted.Kind.NONE)
                            .isPresent();
            boolean runs =
                    NodeTable.all(handle).stream()
                            .anyMatch(node ->
                                    node.pluginId().equals(pluginId) && node.version() != null);
            if (!removed || runs) {
                throw new PluginException(PluginError.PLUGIN_RUNS, pluginId);
            }
            record(handle, "plugin.data.drop", pluginId);
            // Inside, so that nobody begins to use it meanwhile.
            databases.drop(pluginId);
            return true;
        });
    }

    private void requireKept(String pluginId) {
        requireId(pluginId);
        boolean kept =
                database.inTransaction(handle ->
                        handle.createQuery(
                                        "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = :schema)")
                                .bind("schema", schema(pluginId))
                                .mapTo(Boolean.class)
                                .one());
        if (!kept) {
            throw new PluginException(PluginError.RELEASE_UNKNOWN, pluginId);
        }
    }

    private static void requireId(String pluginId) {
        if (!ID.matcher(pluginId).matches()) {
            throw new PluginException(PluginError.RELEASE_UNKNOWN, pluginId);
        }
    }

    private static String schema(String pluginId) {
        return PluginDatabases.schema(pluginId);
    }

    private void record(Handle handle, String action, String pluginId) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("plugin", pluginId);
        audit.record(handle, action, null, null, facts.toString());
    }
}
