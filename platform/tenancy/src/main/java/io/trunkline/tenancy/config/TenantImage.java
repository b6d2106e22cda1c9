package io.trunkline.tenancy.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.tenancy.config.TenantDeclaration.Brand;
import io.trunkline.tenancy.config.TenantDeclaration.District;
import io.trunkline.tenancy.config.TenantDeclaration.Module;
import io.trunkline.tenancy.config.TenantDeclaration.Person;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A tenant as facts that can be compared one by one: what its file says, what the database has, or
/// what was last applied. Items are `tenant`, `brand/<key>`, `unit/<path>`, `role/<key>`,
/// `member/<username>`, `plugin/<id>`; each has fields.
///
/// @param items fields by item
/// @param unitIds ids by unit path; empty in an image of a file
record TenantImage(
        SortedMap<String, SortedMap<String, JsonNode>> items, Map<String, Long> unitIds) {

    static final String TENANT = "tenant";
    static final String BRAND = "brand/";
    static final String UNIT = "unit/";
    static final String ROLE = "role/";
    static final String MEMBER = "member/";
    static final String PLUGIN = "plugin/";
    static final String SETTING = "settings.";
    static final String LIMIT = "limits.";
    static final String CITY = "/";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static TenantImage empty() {
        return new TenantImage(Collections.emptySortedMap(), Map.of());
    }

    static TenantImage of(TenantDeclaration declared) {
        SortedMap<String, SortedMap<String, JsonNode>> items = new TreeMap<>();
        SortedMap<String, JsonNode> tenant = item(items, TENANT);
        put(tenant, "name", NODES.textNode(declared.name()));
        put(tenant, "locale", NODES.textNode(declared.locale()));
        put(tenant, "zone", NODES.textNode(declared.zone()));
        put(tenant, "shortName", NODES.textNode(declared.branding().shortName()));
        put(tenant, "accent", NODES.textNode(declared.branding().accent()));
        declared.limits()
                .forEach((resource, amount) ->
                        put(tenant, LIMIT + LimitRows.key(resource), NODES.numberNode(amount)));
        int position = 0;
        for (Brand brand : declared.brands()) {
            SortedMap<String, JsonNode> fields = item(items, BRAND + brand.key());
            put(fields, "name", NODES.textNode(brand.name()));
            put(fields, "position", NODES.numberNode(position++));
        }
        unit(items, CITY, declared.city(), "", NODES.arrayNode());
        for (District district : declared.districts()) {
            unit(items, district.name(), district.name(), CITY, sorted(district.aliases()));
            for (String team : district.teams()) {
                String path = district.name() + "/" + team;
                unit(items, path, team, district.name(), NODES.arrayNode());
            }
        }
        declared.roles()
                .forEach((key, role) -> {
                    SortedMap<String, JsonNode> fields = item(items, ROLE + key);
                    put(fields, "rows", NODES.textNode(role.rows()));
                    put(fields, "permissions", sorted(role.permissions()));
                    put(fields, "fields", role.fields());
                    put(fields, "name", NODES.textNode(role.name()));
                    put(fields, "delegable", NODES.booleanNode(role.delegable()));
                });
        for (Person person : declared.members()) {
            SortedMap<String, JsonNode> fields = item(items, MEMBER + person.username());
            put(fields, "displayName", NODES.textNode(person.displayName()));
            put(fields, "unit", NODES.textNode(person.unit()));
            put(fields, "roles", sorted(person.roles()));
            put(fields, "active", NODES.booleanNode(true));
        }
        int place = 0;
        for (Module module : declared.modules()) {
            SortedMap<String, JsonNode> fields = item(items, PLUGIN + module.pluginId());
            put(fields, "enabled", NODES.booleanNode(module.enabled()));
            put(fields, "position", NODES.numberNode(place++));
            module.settings()
                    .properties()
                    .forEach(value -> put(fields, SETTING + value.getKey(), value.getValue()));
        }
        return new TenantImage(items, Map.of());
    }

    private static void unit(
            SortedMap<String, SortedMap<String, JsonNode>> items,
            String path,
            String name,
            String parent,
            JsonNode aliases) {
        SortedMap<String, JsonNode> fields = item(items, UNIT + path);
        put(fields, "name", NODES.textNode(name));
        put(fields, "parent", NODES.textNode(parent));
        put(fields, "aliases", aliases);
        put(fields, "closed", NODES.booleanNode(false));
    }

    static SortedMap<String, JsonNode> item(
            SortedMap<String, SortedMap<String, JsonNode>> items, String key) {
        return items.computeIfAbsent(key, absent -> new TreeMap<>());
    }

    /// In the form that comes back from the database too, so that equal things are equal.
    static void put(Map<String, JsonNode> fields, String key, @Nullable JsonNode value) {
        if (value != null && !value.isNull() && !value.isMissingNode()) {
            fields.put(key, parse(value.toString()));
        }
    }

    static ArrayNode sorted(Collection<String> texts) {
        ArrayNode array = NODES.arrayNode();
        new TreeSet<>(texts).forEach(array::add);
        return array;
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON", e);
        }
    }

    /// As `tenant_applied` keeps it.
    String document() {
        ObjectNode document = NODES.objectNode();
        ObjectNode all = document.putObject("items");
        items.forEach((key, fields) -> all.putObject(key).setAll(fields));
        ObjectNode ids = document.putObject("unitIds");
        unitIds.forEach(ids::put);
        return document.toString();
    }

    static TenantImage ofDocument(JsonNode document) {
        SortedMap<String, SortedMap<String, JsonNode>> items = new TreeMap<>();
        document.path("items")
                .properties()
                .forEach(entry -> {
                    SortedMap<String, JsonNode> fields = item(items, entry.getKey());
                    entry.getValue()
                            .properties()
                            .forEach(field -> fields.put(field.getKey(), field.getValue()));
                });
        Map<String, Long> ids = new HashMap<>();
        document.path("unitIds")
                .properties()
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue().asLong()));
        return new TenantImage(items, ids);
    }

    boolean has(String item) {
        return items.containsKey(item);
    }

    SortedMap<String, JsonNode> fields(String item) {
        return items.getOrDefault(item, Collections.emptySortedMap());
    }
}
