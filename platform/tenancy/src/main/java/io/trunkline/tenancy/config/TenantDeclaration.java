package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.spi.Resource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A tenant as its file declares it, checked.
///
/// @param limits what was agreed; a resource that is not named has the installation's usual amount
record TenantDeclaration(
        String key,
        String name,
        String locale,
        String zone,
        Branding branding,
        List<Brand> brands,
        String city,
        List<District> districts,
        Map<String, Role> roles,
        List<Person> members,
        List<Module> modules,
        SortedMap<Resource, Long> limits) {

    /// @param accent `#RRGGBB` in capitals
    record Branding(@Nullable String shortName, @Nullable String accent) {}

    record Brand(String key, String name) {}

    record District(String name, List<String> aliases, List<String> teams) {}

    /// @param name null for a built-in role's translated one
    /// @param fields rules by field name, as JSON
    /// @param builtIn whether the platform's defaults have a role of this key
    record Role(
            @Nullable String name,
            String rows,
            List<String> permissions,
            JsonNode fields,
            boolean delegable,
            boolean builtIn) {}

    /// @param unit `/`, a district, or `district/team`
    record Person(String username, String displayName, String unit, List<String> roles) {}

    record Module(String pluginId, boolean enabled, JsonNode settings) {}
}
