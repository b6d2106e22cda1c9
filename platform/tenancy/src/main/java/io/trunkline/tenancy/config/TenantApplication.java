package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.spi.Ids;
import io.trunkline.spi.Resource;
import io.trunkline.tenancy.config.TenantPlan.Change;
import io.trunkline.tenancy.config.TenantPlan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Does to one tenant exactly what its plan says, in the caller's transaction.
final class TenantApplication {

    private final Handle handle;
    private final Ids ids;
    private final int tenant;
    private final TenantImage file;
    private final TenantImage actual;
    private final TenantImage applied;
    private final Map<String, Long> units;
    private final Map<String, Long> roles;
    private final Map<String, Long> members;

    TenantApplication(Handle handle, Ids ids, TenantImage file, TenantRead read) {
        this.handle = handle;
        this.ids = ids;
        this.tenant = read.id();
        this.file = file;
        this.actual = read.actual();
        this.applied = read.applied();
        this.units = new HashMap<>(read.actual().unitIds());
        this.roles = new HashMap<>(read.roleIds());
        this.members = new HashMap<>(read.memberIds());
    }

    void run(TenantPlan plan, String operator) {
        Set<String> items = new LinkedHashSet<>();
        for (Change change : plan.changes()) {
            if (change.step() == Step.DELETE) {
                delete(change.item());
            } else if (change.step() == Step.DISABLE) {
                disable(change.item());
            } else if (items.add(change.item())) {
                write(change.item(), change.step() == Step.CREATE);
            }
        }
        remember(handle, tenant, file, units, operator);
    }

    /// Keeps what the file said, for the next comparison.
    static void remember(
            Handle handle, int tenant, TenantImage file, Map<String, Long> units, String operator) {
        Map<String, Long> made = new HashMap<>(units);
        made.keySet().removeIf(path -> !file.has(TenantImage.UNIT + path));
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.tenant_applied (tenant_id, document, operator)
                        VALUES (:tenant, CAST(:document AS jsonb), :operator)
                        ON CONFLICT (tenant_id) DO UPDATE
                           SET document = excluded.document, operator = excluded.operator, at = now()
                        """)
                .bind("tenant", tenant)
                .bind("document", new TenantImage(file.items(), made).document())
                .bind("operator", operator)
                .execute();
    }

    private void write(String item, boolean create) {
        SortedMap<String, JsonNode> fields = file.fields(item);
        String name = item.substring(item.indexOf('/') + 1);
        if (item.equals(TenantImage.TENANT)) {
            writeTenant(fields);
        } else if (item.startsWith(TenantImage.BRAND)) {
            writeBrand(name, fields);
        } else if (item.startsWith(TenantImage.UNIT)) {
            writeUnit(name, fields, create);
        } else if (item.startsWith(TenantImage.ROLE)) {
            writeRole(name, fields, create);
        } else if (item.startsWith(TenantImage.MEMBER)) {
            writeMember(name, fields, create);
        } else {
            writePlugin(name, fields);
        }
    }

    private void writeTenant(SortedMap<String, JsonNode> fields) {
        handle.execute(
                """
                UPDATE trunkline.tenant
                   SET organization_due = organization_due OR name <> ?, name = ?, locale = ?, zone = ?,
                       short_name = ?, accent = ?, version = version + 1
                 WHERE id = ?
                """,
                text(fields, "name"),
                text(fields, "name"),
                text(fields, "locale"),
                text(fields, "zone"),
                settled(fields, "shortName"),
                settled(fields, "accent"),
                tenant);
        for (Resource resource : Resource.values()) {
            String amount = settled(fields, TenantImage.LIMIT + LimitRows.key(resource));
            LimitRows.write(handle, tenant, resource, amount == null ? null : Long.valueOf(amount));
        }
    }

    /// What the file says; where no file ever said anything, what someone set by another way.
    private @Nullable String settled(SortedMap<String, JsonNode> fields, String field) {
        boolean managed =
                fields.containsKey(field) || applied.fields(TenantImage.TENANT).containsKey(field);
        return text(managed ? fields : actual.fields(TenantImage.TENANT), field);
    }

    private void writeBrand(String key, SortedMap<String, JsonNode> fields) {
        handle.execute(
                """
                INSERT INTO trunkline.brand (tenant_id, key, name, position) VALUES (?, ?, ?, ?)
                ON CONFLICT (tenant_id, key) DO UPDATE
                   SET name = excluded.name, position = excluded.position
                """,
                tenant,
                key,
                text(fields, "name"),
                number(fields));
    }

    private void writeUnit(String path, SortedMap<String, JsonNode> fields, boolean create) {
        String parentPath = text(fields, "parent");
        Long parent = path.equals(TenantImage.CITY) ? null : units.get(parentPath);
        String[] aliases = texts(fields.get("aliases"));
        if (!create) {
            handle.execute(
                    """
                    UPDATE trunkline.org_unit
                       SET name = ?, parent_id = ?, aliases = ?, closed_at = NULL, version = version + 1
                     WHERE tenant_id = ? AND id = ?
                    """,
                    text(fields, "name"),
                    parent,
                    aliases,
                    tenant,
                    units.get(path));
            return;
        }
        long id = ids.next();
        boolean team = path.contains("/");
        handle.execute(
                """
                INSERT INTO trunkline.org_unit (tenant_id, id, parent_id, kind, name, aliases, position)
                SELECT ?, ?, ?, ?, ?, ?, coalesce(max(position) + 1, 0)
                  FROM trunkline.org_unit WHERE tenant_id = ? AND parent_id = ?
                """,
                tenant,
                id,
                parent,
                team ? "team" : "district",
                text(fields, "name"),
                aliases,
                tenant,
                parent);
        units.put(path, id);
    }

    private void writeRole(String key, SortedMap<String, JsonNode> fields, boolean create) {
        String[] permissions = texts(fields.get("permissions"));
        if (create) {
            roles.put(key, ids.next());
        }
        handle.execute(
                """
                INSERT INTO trunkline.role
                    (tenant_id, id, key, permissions, row_scope, fields, name, delegable)
                VALUES (?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?)
                ON CONFLICT (tenant_id, id) DO UPDATE
                   SET permissions = excluded.permissions, row_scope = excluded.row_scope,
                       fields = excluded.fields, name = excluded.name,
                       delegable = excluded.delegable, version = role.version + 1
                """,
                tenant,
                roles.get(key),
                key,
                permissions,
                text(fields, "rows"),
                String.valueOf(fields.get("fields")),
                text(fields, "name"),
                Boolean.valueOf(text(fields, "delegable")));
    }

    private void writeMember(String username, SortedMap<String, JsonNode> fields, boolean create) {
        if (create) {
            members.put(username, ids.next());
        }
        Long id = members.get(username);
        handle.execute(
                """
                INSERT INTO trunkline.member (tenant_id, id, username, display_name, org_unit_id)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (tenant_id, id) DO UPDATE
                   SET display_name = excluded.display_name, org_unit_id = excluded.org_unit_id,
                       state = 'active', version = member.version + 1
                """,
                tenant,
                id,
                username,
                text(fields, "displayName"),
                units.get(text(fields, "unit")));
        List<Long> wanted = new ArrayList<>();
        for (String role : texts(fields.get("roles"))) {
            wanted.add(roles.get(role));
        }
        Long[] roleIds = wanted.toArray(Long[]::new);
        handle.execute(
                """
                DELETE FROM trunkline.member_role
                 WHERE tenant_id = ? AND member_id = ? AND NOT by_position AND role_id <> ALL (?)
                """,
                tenant,
                id,
                roleIds);
        handle.execute(
                """
                INSERT INTO trunkline.member_role (tenant_id, member_id, role_id)
                SELECT ?, ?, unnest(?::bigint[])
                ON CONFLICT (tenant_id, member_id, role_id) DO UPDATE SET by_position = false
                """,
                tenant,
                id,
                roleIds);
    }

    /// Settings that no file names stay as they are.
    private void writePlugin(String pluginId, SortedMap<String, JsonNode> fields) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        SortedMap<String, JsonNode> present = actual.fields(TenantImage.PLUGIN + pluginId);
        present.forEach((key, value) -> setting(settings, key, value));
        present.keySet().stream()
                .filter(key -> key.startsWith(TenantImage.SETTING) && wasManaged(pluginId, key))
                .forEach(key -> settings.remove(key.substring(TenantImage.SETTING.length())));
        fields.forEach((key, value) -> setting(settings, key, value));
        JsonNode enabled = fields.get("enabled");
        boolean on = enabled == null || enabled.asBoolean();
        handle.execute(
                """
                INSERT INTO trunkline.module AS m (tenant_id, plugin_id, enabled, settings, position, enabled_at)
                VALUES (?, ?, ?, CAST(? AS jsonb), ?, CASE WHEN ? THEN now() END)
                ON CONFLICT (tenant_id, plugin_id) DO UPDATE
                   SET enabled = excluded.enabled, settings = excluded.settings,
                       position = excluded.position, version = m.version + 1, changed_at = now(),
                       enabled_at = CASE WHEN excluded.enabled AND m.enabled THEN m.enabled_at
                                         WHEN excluded.enabled THEN now() END
                """,
                tenant,
                pluginId,
                on,
                settings.toString(),
                number(fields),
                on);
    }

    private boolean wasManaged(String pluginId, String key) {
        return applied.fields(TenantImage.PLUGIN + pluginId).containsKey(key);
    }

    private static void setting(ObjectNode settings, String key, JsonNode value) {
        if (key.startsWith(TenantImage.SETTING)) {
            settings.set(key.substring(TenantImage.SETTING.length()), value);
        }
    }

    private void disable(String item) {
        String name = item.substring(item.indexOf('/') + 1);
        if (item.startsWith(TenantImage.MEMBER)) {
            handle.execute(
                    """
                    UPDATE trunkline.member SET state = 'disabled', version = version + 1
                     WHERE tenant_id = ? AND username = ?
                    """,
                    tenant,
                    name);
        } else {
            handle.execute(
                    """
                    UPDATE trunkline.module
                       SET enabled = false, enabled_at = NULL, version = version + 1, changed_at = now()
                     WHERE tenant_id = ? AND plugin_id = ?
                    """,
                    tenant,
                    name);
        }
    }

    private void delete(String item) {
        String name = item.substring(item.indexOf('/') + 1);
        if (item.startsWith(TenantImage.BRAND)) {
            handle.execute(
                    "DELETE FROM trunkline.brand WHERE tenant_id = ? AND key = ?", tenant, name);
        } else if (item.startsWith(TenantImage.ROLE)) {
            handle.execute(
                    "DELETE FROM trunkline.role WHERE tenant_id = ? AND key = ?", tenant, name);
        } else {
            handle.execute(
                    "DELETE FROM trunkline.org_unit WHERE tenant_id = ? AND id = ?",
                    tenant,
                    units.remove(name));
        }
    }

    private static @Nullable String text(SortedMap<String, JsonNode> fields, String field) {
        JsonNode value = fields.get(field);
        return value == null ? null : value.asText();
    }

    private static int number(SortedMap<String, JsonNode> fields) {
        JsonNode value = fields.get("position");
        return value == null ? 0 : value.asInt();
    }

    private static String[] texts(@Nullable JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list != null) {
            list.forEach(text -> texts.add(text.asText()));
        }
        return texts.toArray(String[]::new);
    }
}
