package io.trunkline.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Which plugins the current tenant has enabled, and what it set for each. Read often: cached for
/// two seconds per tenant.
@ApplicationScoped
public class ModuleSettings {

    private static final Logger LOG = Logger.getLogger(ModuleSettings.class);

    private static final String QUERY =
            """
            SELECT plugin_id, settings FROM trunkline.module
             WHERE tenant_id = :tenant AND enabled ORDER BY position, plugin_id
            """;

    private final TenantDatabase database;
    private final ObjectMapper json = new ObjectMapper();
    private final Recent<Integer, Map<String, Map<String, Object>>> modules =
            new Recent<>(Duration.ofSeconds(2));

    @Inject
    public ModuleSettings(TenantDatabase database) {
        this.database = database;
    }

    /// Ids of the enabled plugins, in the tenant's order.
    public Set<String> enabled() {
        return current().keySet();
    }

    public boolean isEnabled(String pluginId) {
        return enabled().contains(pluginId);
    }

    /// The tenant's values by setting key, as JSON scalars: text, whole numbers (`Long`) or
    /// booleans. Of a secret the value itself; one that the server does not have is left out.
    ///
    /// @return empty for a plugin that is not enabled
    public Map<String, Object> values(String pluginId) {
        return current().getOrDefault(pluginId, Map.of());
    }

    /// What the tenant chose is read anew by whoever asks next on this node.
    public void forget(int tenantId) {
        modules.forget(tenantId);
    }

    /// The secret that a setting of the current tenant names; empty where the value is one itself.
    public Optional<Secret> secret(JsonNode value) {
        String tenant = TenantRunner.current().tenant().key();
        return SecretReference.in(value, tenant)
                .map(reference ->
                        new Secret(
                                reference.variable(),
                                reference.resolve(tenant, System::getenv).isPresent()));
    }

    /// @param variable of the server's environment
    /// @param present whether the server has it, for this tenant
    public record Secret(String variable, boolean present) {}

    private Map<String, Map<String, Object>> current() {
        int tenant = TenantRunner.current().tenant().id();
        return modules.get(tenant, () -> read(tenant));
    }

    private Map<String, Map<String, Object>> read(int tenant) {
        String tenantKey = TenantRunner.current().tenant().key();
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        database.inTransaction(handle ->
                handle.createQuery(QUERY)
                        .bind("tenant", tenant)
                        .map((row, context) ->
                                found.put(row.getString("plugin_id"), values(row, tenantKey)))
                        .list());
        return Collections.unmodifiableMap(found);
    }

    private Map<String, Object> values(ResultSet row, String tenantKey) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : parse(row.getString("settings")).properties()) {
            JsonNode value = entry.getValue();
            Optional<SecretReference> secret = SecretReference.in(value, tenantKey);
            if (secret.isPresent()) {
                secret.get()
                        .resolve(tenantKey, System::getenv)
                        .ifPresentOrElse(
                                found -> values.put(entry.getKey(), found),
                                () ->
                                        LOG.warnf(
                                                "%s is not set for tenant %s",
                                                secret.get().variable(), tenantKey));
            } else if (value.isIntegralNumber()) {
                values.put(entry.getKey(), value.longValue());
            } else if (value.isBoolean()) {
                values.put(entry.getKey(), value.booleanValue());
            } else {
                values.put(entry.getKey(), value.asText());
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings of a plugin are not JSON", e);
        }
    }
}
