package io.trunkline.server.matrix;

import java.util.Map;
import java.util.Set;

/// Somebody who asks.
///
/// @param role one of the roles a tenant begins with, or `own`
/// @param policy the name of her field policy
/// @param rows `own`, `team`, `district` or `tenant`
/// @param unit `/`, a district, or `district/team`
/// @param fields rule by field: `open`, `read-only`, `masked` or `hidden`
record Person(
        String tenant,
        String username,
        String role,
        String policy,
        Set<String> permissions,
        String rows,
        String unit,
        Map<String, String> fields) {

    boolean may(String permission) {
        return permissions.contains(permission);
    }

    String rule(String field) {
        return fields.getOrDefault(field, "open");
    }

    /// Whether she sees the whole value.
    boolean reads(String field) {
        return rule(field).equals("open") || rule(field).equals("read-only");
    }

    boolean finds(String field) {
        return !rule(field).equals("hidden");
    }

    @Override
    public String toString() {
        return username + " (" + role + ", " + policy + ", rows " + rows + " from " + unit + ")";
    }
}
