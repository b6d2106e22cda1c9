package io.trunkline.server.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The roles every tenant begins with, read from their file.
final class DefaultRoles {

    private static final String FILE = "/tenants-config/defaults.yaml";

    private DefaultRoles() {}

    record Role(String name, String rows, Set<String> permissions, Map<String, String> fields) {}

    static List<Role> all() {
        List<Role> roles = new ArrayList<>();
        try (InputStream stream = DefaultRoles.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            new YAMLMapper()
                    .readTree(stream)
                    .path("roles")
                    .properties()
                    .forEach(entry -> roles.add(role(entry.getKey(), entry.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return roles;
    }

    private static Role role(String name, JsonNode node) {
        Set<String> permissions = new LinkedHashSet<>();
        node.path("permissions").forEach(permission -> permissions.add(permission.asText()));
        Map<String, String> fields = new HashMap<>();
        node.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return new Role(name, node.path("rows").asText(), permissions, fields);
    }
}
