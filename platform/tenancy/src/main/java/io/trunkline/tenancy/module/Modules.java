package io.trunkline.tenancy.module;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.ModuleSettings;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The current tenant's plugins, as its administrator chooses them. All of it needs
/// `tenant.settings`. What is chosen holds on this node at once and on the others within two
/// seconds. Whether a value is one the plugin takes is not known here.
@ApplicationScoped
public class Modules {

    private static final String QUERY =
            """
            SELECT plugin_id, enabled, enabled_at, settings, version
              FROM trunkline.module WHERE tenant_id = :tenant
            """;

    private static final String INSERT =
            """
            INSERT INTO trunkline.module (tenant_id, plugin_id, enabled, enabled_at, settings, position)
            SELECT :tenant, :plugin, :enabled, CASE WHEN :enabled THEN now() END, CAST(:settings AS jsonb),
                   coalesce(max(position) + 1, 0)
              FROM trunkline.module WHERE tenant_id = :tenant
            ON CONFLICT (tenant_id, plugin_id) DO NOTHING
            """;

    private static final String UPDATE =
            """
            UPDATE trunkline.module
               SET enabled = :enabled, settings = CAST(:settings AS jsonb), version = version + 1, changed_at = now(),
                   enabled_at = CASE WHEN :enabled AND enabled THEN enabled_at WHEN :enabled THEN now() END
             WHERE tenant_id = :tenant AND plugin_id = :plugin
            """;

    private final TenantDatabase database;
    private final Audit audit;
    private final ModuleSettings settings;
    private final ObjectMapper json = new ObjectMapper();

    @Inject
    public Modules(TenantDatabase database, Audit audit, ModuleSettings settings) {
        this.database = database;
        this.audit = audit;
        this.settings = settings;
    }

    /// Those that were ever chosen, in the tenant's order.
    public List<TenantModule> all() {
        Session session = editor();
        return database.inTransaction(handle ->
                handle.createQuery(QUERY + " ORDER BY position, plugin_id")
                        .bind("tenant", session.tenant().id())
                        .map((row, context) -> read(row))
                        .list());
    }

    /// One of them; [TenantModule#none] of one that was never chosen.
    public TenantModule find(String pluginId) {
        Session session = editor();
        return database.inTransaction(handle ->
                handle.createQuery(QUERY + " AND plugin_id = :plugin")
                        .bind("tenant", session.tenant().id())
                        .bind("plugin", pluginId)
                        .map((row, context) -> read(row))
                        .findOne()
                        .orElseGet(() -> TenantModule.none(pluginId)));
    }

    /// Enables, disables or sets. The same again changes nothing.
    ///
    /// @param version as it was read; 0 for one that was never chosen
    /// @param values all that the tenant chooses from now on, by key
    /// @throws PluginException `STALE` when someone changed it since
    public TenantModule save(
            String pluginId, int version, boolean enabled, Map<String, JsonNode> values) {
        Session session = editor();
        TenantModule saved =
                database.inTransaction(handle -> {
                    TenantModule before = locked(handle, session, pluginId);
                    if (before.version() != version) {
                        throw new PluginException(StandardErrorCode.STALE);
                    }
                    if (before.version() > 0
                            && before.enabled() == enabled
                            && before.settings().equals(values)) {
                        return before;
                    }
                    ObjectNode chosen = json.createObjectNode();
                    chosen.setAll(new LinkedHashMap<>(values));
                    write(handle, session, before, enabled, chosen);
                    TenantModule after = locked(handle, session, pluginId);
                    tell(handle, before, after);
                    return after;
                });
        settings.forget(session.tenant().id());
        return saved;
    }

    private static void write(
            Handle handle,
            Session session,
            TenantModule before,
            boolean enabled,
            ObjectNode chosen) {
        try (Update update = handle.createUpdate(before.version() == 0 ? INSERT : UPDATE)) {
            int written =
                    update.bind("tenant", session.tenant().id())
                            .bind("plugin", before.pluginId())
                            .bind("enabled", enabled)
                            .bind("settings", chosen.toString())
                            .execute();
            if (written == 0) {
                throw new PluginException(StandardErrorCode.STALE);
            }
        }
    }

    private void tell(Handle handle, TenantModule before, TenantModule after) {
        String action =
                before.enabled() == after.enabled()
                        ? "module.configure"
                        : after.enabled() ? "module.enable" : "module.disable";
        audit.record(
                handle,
                action,
                "module",
                0,
                before.version() == 0 ? null : snapshot(before),
                snapshot(after));
    }

    /// Of a secret its reference: the value itself is never here.
    private String snapshot(TenantModule module) {
        ObjectNode facts = json.createObjectNode();
        facts.put("plugin", module.pluginId());
        facts.put("enabled", module.enabled());
        module.settings().forEach((key, value) -> facts.set("setting." + key, value));
        return facts.toString();
    }

    private TenantModule locked(Handle handle, Session session, String pluginId) {
        return handle.createQuery(QUERY + " AND plugin_id = :plugin FOR UPDATE")
                .bind("tenant", session.tenant().id())
                .bind("plugin", pluginId)
                .map((row, context) -> read(row))
                .findOne()
                .orElseGet(() -> TenantModule.none(pluginId));
    }

    private TenantModule read(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("enabled_at", OffsetDateTime.class);
        Instant enabledAt = at == null ? null : at.toInstant();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        try {
            json.readTree(row.getString("settings"))
                    .properties()
                    .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings of a plugin are not JSON", e);
        }
        return new TenantModule(
                row.getString("plugin_id"),
                row.getBoolean("enabled"),
                enabledAt,
                values,
                row.getInt("version"));
    }

    private static Session editor() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.TENANT_SETTINGS);
        return session;
    }
}
