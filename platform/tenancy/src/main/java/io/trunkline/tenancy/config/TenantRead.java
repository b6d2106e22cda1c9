package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// What the database has of a tenant, in one question: planning thousands must not ask thousands
/// times seven.
///
/// @param state of the tenant
/// @param actual a unit that a file made keeps its path of then, wherever a screen moved it
/// @param applied empty where no file was ever applied
/// @param roleIds and `memberIds`: by key and username
record TenantRead(
        int id,
        String state,
        TenantImage actual,
        TenantImage applied,
        Map<String, Long> roleIds,
        Map<String, Long> memberIds) {

    private static final String QUERY =
            """
            SELECT jsonb_build_object(
                'tenant', (SELECT to_jsonb(t) FROM trunkline.tenant t WHERE id = :tenant),
                'brands', (SELECT coalesce(jsonb_agg(to_jsonb(b)), '[]') FROM trunkline.brand b
                            WHERE tenant_id = :tenant),
                'limits', (SELECT coalesce(jsonb_object_agg(lower(resource), amount), '{}')
                             FROM trunkline.tenant_limit WHERE tenant_id = :tenant),
                'units', (SELECT coalesce(jsonb_agg(to_jsonb(u)), '[]') FROM trunkline.org_unit u
                           WHERE tenant_id = :tenant),
                'roles', (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM trunkline.role r
                           WHERE tenant_id = :tenant),
                'members', (SELECT coalesce(jsonb_agg(to_jsonb(m) || jsonb_build_object('roles',
                                   ARRAY(SELECT r.key FROM trunkline.member_role mr
                                           JOIN trunkline.role r
                                             ON r.tenant_id = mr.tenant_id AND r.id = mr.role_id
                                          WHERE mr.tenant_id = :tenant AND mr.member_id = m.id
                                            AND NOT mr.by_position))), '[]')
                              FROM trunkline.member m WHERE tenant_id = :tenant),
                'modules', (SELECT coalesce(jsonb_agg(to_jsonb(m)), '[]') FROM trunkline.module m
                             WHERE tenant_id = :tenant),
                'applied', (SELECT document FROM trunkline.tenant_applied WHERE tenant_id = :tenant)
            )::text
            """;

    /// @param handle which has entered the tenant
    static TenantRead of(Handle handle, int tenant) {
        JsonNode row =
                TenantImage.parse(
                        handle.createQuery(QUERY).bind("tenant", tenant).mapTo(String.class).one());
        TenantImage applied =
                row.path("applied").isObject()
                        ? TenantImage.ofDocument(row.path("applied"))
                        : TenantImage.empty();
        Map<Long, String> paths = paths(row.path("units"), applied);
        SortedMap<String, SortedMap<String, JsonNode>> items = new TreeMap<>();
        readTenant(row.path("tenant"), row.path("limits"), items);
        readBrands(row.path("brands"), items);
        Map<String, Long> unitIds = readUnits(row.path("units"), paths, items);
        Map<String, Long> roleIds = readRoles(row.path("roles"), items);
        Map<String, Long> memberIds = readMembers(row.path("members"), paths, items);
        readModules(row.path("modules"), items);
        return new TenantRead(
                tenant,
                row.path("tenant").path("state").asText(),
                new TenantImage(items, unitIds),
                applied,
                roleIds,
                memberIds);
    }

    private static void readTenant(
            JsonNode row, JsonNode limits, SortedMap<String, SortedMap<String, JsonNode>> items) {
        SortedMap<String, JsonNode> fields = TenantImage.item(items, TenantImage.TENANT);
        TenantImage.put(fields, "name", row.path("name"));
        TenantImage.put(fields, "locale", row.path("locale"));
        TenantImage.put(fields, "zone", row.path("zone"));
        TenantImage.put(fields, "shortName", row.path("short_name"));
        TenantImage.put(fields, "accent", row.path("accent"));
        limits.properties()
                .forEach(limit ->
                        TenantImage.put(
                                fields, TenantImage.LIMIT + limit.getKey(), limit.getValue()));
    }

    private static void readBrands(
            JsonNode rows, SortedMap<String, SortedMap<String, JsonNode>> items) {
        for (JsonNode row : rows) {
            SortedMap<String, JsonNode> fields =
                    TenantImage.item(items, TenantImage.BRAND + row.path("key").asText());
            TenantImage.put(fields, "name", row.path("name"));
            TenantImage.put(fields, "position", row.path("position"));
        }
    }

    /// Paths by id: of a unit that a file made the file's path, else the names from the city down.
    private static Map<Long, String> paths(JsonNode units, TenantImage applied) {
        Map<Long, JsonNode> byId = new HashMap<>();
        units.forEach(unit -> byId.put(unit.path("id").asLong(), unit));
        Map<Long, String> paths = new HashMap<>();
        applied.unitIds()
                .forEach((path, id) -> {
                    if (byId.containsKey(id)) {
                        paths.put(id, path);
                    }
                });
        for (Map.Entry<Long, JsonNode> entry : byId.entrySet()) {
            paths.computeIfAbsent(entry.getKey(), id -> path(entry.getValue(), byId));
        }
        return paths;
    }

    private static String path(JsonNode unit, Map<Long, JsonNode> byId) {
        List<String> names = new ArrayList<>();
        JsonNode at = unit;
        while (at != null && !at.path("parent_id").isNull() && names.size() < byId.size()) {
            names.addFirst(at.path("name").asText());
            at = byId.get(at.path("parent_id").asLong());
        }
        return names.isEmpty() ? TenantImage.CITY : String.join("/", names);
    }

    private static Map<String, Long> readUnits(
            JsonNode rows,
            Map<Long, String> paths,
            SortedMap<String, SortedMap<String, JsonNode>> items) {
        Map<String, Long> ids = new HashMap<>();
        for (JsonNode row : rows) {
            long id = row.path("id").asLong();
            String path = paths.getOrDefault(id, "");
            ids.put(path, id);
            SortedMap<String, JsonNode> fields = TenantImage.item(items, TenantImage.UNIT + path);
            TenantImage.put(fields, "name", row.path("name"));
            String parent =
                    row.path("parent_id").isNull()
                            ? ""
                            : paths.getOrDefault(row.path("parent_id").asLong(), "");
            TenantImage.put(fields, "parent", JsonNodeFactory.instance.textNode(parent));
            TenantImage.put(fields, "aliases", TenantImage.sorted(texts(row.path("aliases"))));
            boolean closed = !row.path("closed_at").isNull();
            TenantImage.put(fields, "closed", JsonNodeFactory.instance.booleanNode(closed));
        }
        return ids;
    }

    private static Map<String, Long> readRoles(
            JsonNode rows, SortedMap<String, SortedMap<String, JsonNode>> items) {
        Map<String, Long> ids = new HashMap<>();
        for (JsonNode row : rows) {
            String key = row.path("key").asText();
            ids.put(key, row.path("id").asLong());
            SortedMap<String, JsonNode> fields = TenantImage.item(items, TenantImage.ROLE + key);
            TenantImage.put(fields, "rows", row.path("row_scope"));
            TenantImage.put(
                    fields, "permissions", TenantImage.sorted(texts(row.path("permissions"))));
            TenantImage.put(fields, "fields", row.path("fields"));
            TenantImage.put(fields, "name", row.path("name"));
            TenantImage.put(fields, "delegable", row.path("delegable"));
        }
        return ids;
    }

    private static Map<String, Long> readMembers(
            JsonNode rows,
            Map<Long, String> paths,
            SortedMap<String, SortedMap<String, JsonNode>> items) {
        Map<String, Long> ids = new HashMap<>();
        for (JsonNode row : rows) {
            String username = row.path("username").asText();
            ids.put(username, row.path("id").asLong());
            SortedMap<String, JsonNode> fields =
                    TenantImage.item(items, TenantImage.MEMBER + username);
            TenantImage.put(fields, "displayName", row.path("display_name"));
            TenantImage.put(
                    fields,
                    "unit",
                    JsonNodeFactory.instance.textNode(
                            paths.getOrDefault(row.path("org_unit_id").asLong(), "")));
            TenantImage.put(fields, "roles", TenantImage.sorted(texts(row.path("roles"))));
            boolean active = row.path("state").asText().equals("active");
            TenantImage.put(fields, "active", JsonNodeFactory.instance.booleanNode(active));
        }
        return ids;
    }

    private static void readModules(
            JsonNode rows, SortedMap<String, SortedMap<String, JsonNode>> items) {
        for (JsonNode row : rows) {
            SortedMap<String, JsonNode> fields =
                    TenantImage.item(items, TenantImage.PLUGIN + row.path("plugin_id").asText());
            TenantImage.put(fields, "enabled", row.path("enabled"));
            TenantImage.put(fields, "position", row.path("position"));
            row.path("settings")
                    .properties()
                    .forEach(value ->
                            TenantImage.put(
                                    fields,
                                    TenantImage.SETTING + value.getKey(),
                                    value.getValue()));
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
