package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// A tenant as its file declares it, checked.
record TenantDeclaration(
        String key,
        String name,
        String locale,
        String zone,
        String city,
        List<District> districts,
        Map<String, Role> roles,
        List<Person> members,
        List<Module> modules) {

    record District(String name, List<String> aliases, List<String> teams) {}

    /// @param fields rules by field name, as JSON
    record Role(String rows, List<String> permissions, JsonNode fields) {}

    /// @param unit `/`, a district, or `district/team`
    record Person(String username, String displayName, String unit, List<String> roles) {}

    record Module(String pluginId, boolean enabled, JsonNode settings) {}
}
