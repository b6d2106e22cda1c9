package io.trunkline.pluginhost.internal.catalogue;

import io.trunkline.pluginhost.PluginRelease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The statements about releases and what is wanted of them.
public final class ReleaseTable {

    private static final String RELEASES =
            """
            SELECT plugin_id, version, sha256, publisher, certificate, requires, changelog, permissions, tables,
                   rollback_to, octet_length(archive) AS bytes, installed_at, installed_by
              FROM trunkline.plugin_release
            """;

    private ReleaseTable() {}

    public static List<PluginRelease> all(Handle handle) {
        return handle.createQuery(RELEASES + " ORDER BY plugin_id, installed_at DESC LIMIT 1000")
                .map((row, context) -> release(row))
                .list();
    }

    /// Of all plugins that have a release.
    public static List<String> pluginIds(Handle handle) {
        return handle.createQuery("SELECT DISTINCT plugin_id FROM trunkline.plugin_release")
                .mapTo(String.class)
                .list();
    }

    public static Optional<PluginRelease> find(Handle handle, String pluginId, String version) {
        return handle.createQuery(RELEASES + " WHERE plugin_id = :plugin AND version = :version")
                .bind("plugin", pluginId)
                .bind("version", version)
                .map((row, context) -> release(row))
                .findOne();
    }

    public static byte[] archive(Handle handle, String pluginId, String version) {
        return handle.createQuery(
                        """
                        SELECT archive FROM trunkline.plugin_release
                         WHERE plugin_id = :plugin AND version = :version
                        """)
                .bind("plugin", pluginId)
                .bind("version", version)
                .mapTo(byte[].class)
                .one();
    }

    /// @return false when there is a release of that version
    public static boolean insert(Handle handle, PluginRelease release, byte[] archive) {
        return handle.createUpdate(
                                """
                                INSERT INTO trunkline.plugin_release
                                       (plugin_id, version, sha256, publisher, certificate, requires, changelog,
                                        permissions, tables, archive, rollback_to, installed_by)
                                VALUES (:plugin, :version, :sha256, :publisher, :certificate, :requires, :changelog,
                                        :permissions, :tables, :archive, :rollbackTo, :by)
                                ON CONFLICT (plugin_id, version) DO NOTHING
                                """)
                        .bind("plugin", release.pluginId())
                        .bind("version", release.version())
                        .bind("sha256", release.sha256())
                        .bind("publisher", release.publisher())
                        .bind("certificate", release.certificate())
                        .bind("requires", release.requires())
                        .bind("changelog", release.changelog())
                        .bindArray("permissions", String.class, release.permissions())
                        .bindArray("tables", String.class, release.tables())
                        .bind("archive", archive)
                        .bind("rollbackTo", release.rollbackTo())
                        .bind("by", release.installedBy())
                        .execute()
                == 1;
    }

    /// Whoever changes what is wanted of a plugin waits until this transaction ends.
    public static void lock(Handle handle, String pluginId) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:plugin, 7411)) IS NULL")
                .bind("plugin", pluginId)
                .mapTo(Boolean.class)
                .one();
    }

    public static List<Wanted> wanted(Handle handle) {
        return handle.createQuery(
                        "SELECT plugin_id, kind, version, revision FROM trunkline.plugin_wanted ORDER BY plugin_id")
                .map((row, context) -> wanted(row))
                .list();
    }

    public static Optional<Wanted> wanted(Handle handle, String pluginId) {
        return wanted(handle).stream().filter(one -> one.pluginId().equals(pluginId)).findFirst();
    }

    /// What was wanted before the last change; empty where nothing was changed yet.
    public static Optional<Wanted> before(Handle handle, String pluginId) {
        return handle.createQuery(
                        """
                        SELECT plugin_id, before ->> 'kind' AS kind, before ->> 'version' AS version, revision
                          FROM trunkline.plugin_wanted WHERE plugin_id = :plugin AND before IS NOT NULL
                        """)
                .bind("plugin", pluginId)
                .map((row, context) -> wanted(row))
                .findOne();
    }

    /// Changes what is wanted, and keeps what was.
    public static void want(
            Handle handle,
            String pluginId,
            Wanted.Kind kind,
            @Nullable String version,
            String operator) {
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.plugin_wanted AS w (plugin_id, kind, version, before, changed_by)
                        VALUES (:plugin, :kind, :version, '{"kind": "bundled"}', :by)
                        ON CONFLICT (plugin_id) DO UPDATE
                           SET kind = :kind, version = :version, revision = w.revision + 1,
                               before = CASE WHEN w.kind = :kind AND w.version IS NOT DISTINCT FROM :version
                                             THEN w.before
                                             ELSE jsonb_build_object('kind', w.kind, 'version', w.version) END,
                               changed_at = now(), changed_by = :by
                        """)
                .bind("plugin", pluginId)
                .bind("kind", kind.name().toLowerCase(Locale.ROOT))
                .bind("version", version)
                .bind("by", operator)
                .execute();
    }

    private static PluginRelease release(ResultSet row) throws SQLException {
        return new PluginRelease(
                row.getString("plugin_id"),
                row.getString("version"),
                row.getString("sha256"),
                row.getString("publisher"),
                row.getString("certificate"),
                row.getString("requires"),
                row.getString("changelog"),
                texts(row, "permissions"),
                texts(row, "tables"),
                row.getString("rollback_to"),
                row.getLong("bytes"),
                row.getObject("installed_at", OffsetDateTime.class).toInstant(),
                row.getString("installed_by"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Wanted wanted(ResultSet row) throws SQLException {
        return new Wanted(
                row.getString("plugin_id"),
                Wanted.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("version"),
                row.getInt("revision"));
    }
}
