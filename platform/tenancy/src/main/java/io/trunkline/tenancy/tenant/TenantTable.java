package io.trunkline.tenancy.tenant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A table that holds rows of tenants, as the catalogue names it: of the platform or of a plugin,
/// of a version that serves or of one long gone. What is found this way cannot be forgotten.
///
/// @param owner the role to act as
/// @param key columns of its primary key, in order
/// @param passing why its rows mean nothing outside of a running platform; empty for all others
/// @param refersTo tables its foreign keys lead to, itself included where it refers to itself
record TenantTable(
        String schema,
        String name,
        String owner,
        List<String> key,
        String passing,
        Set<String> refersTo) {

    private static final String QUERY =
            """
            SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner),
                   ARRAY(SELECT a.attname FROM pg_index x
                           CROSS JOIN unnest(x.indkey) WITH ORDINALITY k (attnum, place)
                           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                          WHERE x.indrelid = c.oid AND x.indisprimary ORDER BY k.place),
                   coalesce(obj_description(c.oid, 'pg_class'), ''),
                   ARRAY(SELECT DISTINCT rn.nspname || '.' || r.relname FROM pg_constraint f
                           JOIN pg_class r ON r.oid = f.confrelid
                           JOIN pg_namespace rn ON rn.oid = r.relnamespace
                          WHERE f.conrelid = c.oid AND f.contype = 'f')
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id' AND NOT t.attisdropped
             WHERE (n.nspname = 'trunkline' OR n.nspname LIKE 'plugin\\_%')
               AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             ORDER BY n.nspname, c.relname
            """;

    /// Leases that nodes hold while they work.
    private static final Map<String, String> PASSING =
            Map.of("trunkline.event_lease", "which node delivers events at the moment");

    private static final String MARK = "passing";

    String fullName() {
        return schema + "." + name;
    }

    /// For SQL.
    String quoted() {
        return quoted(schema) + "." + quoted(name);
    }

    String quotedKey() {
        return String.join(", ", key.stream().map(TenantTable::quoted).toList());
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /// Every one, by name.
    static List<TenantTable> all(Connection connection) throws SQLException {
        List<TenantTable> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(QUERY);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String name = row.getString(1) + "." + row.getString(2);
                tables.add(
                        new TenantTable(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                List.of((String[]) row.getArray(4).getArray()),
                                passing(name, row.getString(5)),
                                Set.of((String[]) row.getArray(6).getArray())));
            }
        }
        return tables;
    }

    /// A comment may say so too: `passing: why`.
    private static String passing(String name, String comment) {
        int colon = comment.indexOf(':');
        boolean marked = colon > 0 && comment.substring(0, colon).contains(MARK);
        return marked ? comment.substring(colon + 1).strip() : PASSING.getOrDefault(name, "");
    }

    /// Tables in the order in which their rows can go: what refers to others first. Those that
    /// refer to each other in a circle stand together, to be emptied in one statement.
    static List<List<TenantTable>> inOrderOfRemoval(List<TenantTable> tables) {
        Map<String, TenantTable> byName = new LinkedHashMap<>();
        tables.forEach(table -> byName.put(table.fullName(), table));
        List<List<TenantTable>> order = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(byName.keySet());
        while (!left.isEmpty()) {
            Set<String> next = new LinkedHashSet<>();
            for (String name : left) {
                Set<String> circle = circle(name, byName, left);
                boolean referredTo =
                        left.stream()
                                .filter(other -> !circle.contains(other))
                                .anyMatch(other -> refers(byName, other, circle));
                if (!referredTo) {
                    next = circle;
                    break;
                }
            }
            left.removeAll(next);
            order.add(next.stream().map(byName::get).toList());
        }
        return order;
    }

    private static boolean refers(Map<String, TenantTable> byName, String from, Set<String> to) {
        TenantTable table = byName.get(from);
        return table != null && table.refersTo().stream().anyMatch(to::contains);
    }

    /// The table, and those that it reaches and that reach it.
    private static Set<String> circle(
            String name, Map<String, TenantTable> byName, Set<String> left) {
        Set<String> circle = new LinkedHashSet<>();
        for (String other : left) {
            if (other.equals(name)
                    || reaches(name, other, byName) && reaches(other, name, byName)) {
                circle.add(other);
            }
        }
        return circle;
    }

    private static boolean reaches(String from, String to, Map<String, TenantTable> byName) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            TenantTable table = byName.get(open.removeLast());
            if (table == null) {
                continue;
            }
            for (String next : table.refersTo()) {
                if (next.equals(to)) {
                    return true;
                }
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return false;
    }
}
