package io.trunkline.tenancy.role.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.role.Role;
import io.trunkline.tenancy.role.RoleDraft;
import io.trunkline.tenancy.role.RoleError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Roles as stored.
public final class RoleTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNIQUE = "23505";
    private static final String FOREIGN_KEY = "23503";

    private static final String SELECT =
            """
            SELECT r.id, r.key, r.name, r.permissions, r.row_scope, r.fields, r.delegable, r.built_in, r.version,
                   (SELECT count(*) FROM trunkline.member_role mr
                     WHERE mr.tenant_id = r.tenant_id AND mr.role_id = r.id)
              FROM trunkline.role r
             WHERE r.tenant_id = :tenant AND r.key NOT LIKE 'machine:%'
            """;

    public List<Role> all(Handle handle, int tenant) {
        return handle.createQuery(SELECT + " ORDER BY r.built_in DESC, r.id LIMIT 1000")
                .bind("tenant", tenant)
                .map(RoleTable::read)
                .list();
    }

    public Optional<Role> find(Handle handle, int tenant, long id) {
        return handle.createQuery(SELECT + " AND r.id = :id")
                .bind("tenant", tenant)
                .bind("id", id)
                .map(RoleTable::read)
                .findOne();
    }

    public List<Role> heldBy(Handle handle, int tenant, long memberId) {
        return handle.createQuery(
                        SELECT
                                + """
                                AND EXISTS (SELECT FROM trunkline.member_role h
                                             WHERE h.tenant_id = :tenant AND h.role_id = r.id
                                               AND h.member_id = :member)
                                ORDER BY r.id
                                """)
                .bind("tenant", tenant)
                .bind("member", memberId)
                .map(RoleTable::read)
                .list();
    }

    /// The row is the transaction's until it ends.
    public Optional<Role> lock(Handle handle, int tenant, long id) {
        return handle.createQuery(SELECT + " AND r.id = :id FOR UPDATE OF r")
                .bind("tenant", tenant)
                .bind("id", id)
                .map(RoleTable::read)
                .findOne();
    }

    public int count(Handle handle, int tenant) {
        return handle.createQuery(
                        "SELECT count(*) FROM trunkline.role WHERE tenant_id = :tenant AND key NOT"
                                + " LIKE 'machine:%'")
                .bind("tenant", tenant)
                .mapTo(int.class)
                .one();
    }

    public void insert(Handle handle, int tenant, long id, RoleDraft draft) {
        insert(handle, tenant, id, "role-" + Long.toString(id, Character.MAX_RADIX), 0, draft);
    }

    private static void insert(
            Handle handle, int tenant, long id, String key, int version, RoleDraft draft) {
        write(
                draft,
                () ->
                        handle.execute(
                                """
                                INSERT INTO trunkline.role
                                    (tenant_id, id, key, name, permissions, row_scope, fields, delegable, version)
                                VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?)
                                """,
                                tenant,
                                id,
                                key,
                                draft.name(),
                                draft.permissions().toArray(String[]::new),
                                scope(draft.scope()),
                                fields(draft.fields()),
                                draft.delegable(),
                                version));
    }

    public void update(Handle handle, int tenant, long id, RoleDraft draft) {
        write(
                draft,
                () ->
                        handle.execute(
                                """
                                UPDATE trunkline.role
                                   SET name = ?, permissions = ?, row_scope = ?, fields = CAST(? AS jsonb),
                                       delegable = ?, version = version + 1
                                 WHERE tenant_id = ? AND id = ?
                                """,
                                draft.name(),
                                draft.permissions().toArray(String[]::new),
                                scope(draft.scope()),
                                fields(draft.fields()),
                                draft.delegable(),
                                tenant,
                                id));
    }

    /// A role that was deleted, with its id and key of then and the limits that went with it.
    ///
    /// @throws PluginException [RoleError#ROLE_KEY_TAKEN], [RoleError#ROLE_NAME_TAKEN]
    public void insertAgain(Handle handle, int tenant, long id, EarlierRole role) {
        boolean taken =
                handle.createQuery(
                                "SELECT EXISTS (SELECT FROM trunkline.role WHERE tenant_id = :tenant AND key = :key)")
                        .bind("tenant", tenant)
                        .bind("key", role.key())
                        .mapTo(boolean.class)
                        .one();
        if (taken) {
            throw new PluginException(RoleError.ROLE_KEY_TAKEN, role.key());
        }
        insert(handle, tenant, id, role.key(), role.version() + 1, role.draft());
        if (role.limits() != null) {
            handle.execute(
                    """
                    INSERT INTO trunkline.access_limit (tenant_id, role_id, limits, version)
                    VALUES (?, ?, CAST(? AS jsonb), 1)
                    """,
                    tenant,
                    id,
                    role.limits());
        }
    }

    /// What the audit keeps of a role that goes: also what goes with it, so that it can come back.
    public String jsonWithLimits(Handle handle, int tenant, Role role) {
        ObjectNode node = node(role);
        node.put("version", role.version());
        handle.createQuery(
                        "SELECT limits FROM trunkline.access_limit WHERE tenant_id = :tenant AND role_id = :role")
                .bind("tenant", tenant)
                .bind("role", role.id())
                .mapTo(String.class)
                .findOne()
                .ifPresent(limits -> node.set("limits", tree(limits)));
        return node.toString();
    }

    /// @throws PluginException [RoleError#ROLE_IN_USE] naming how many members hold it
    public void delete(Handle handle, int tenant, Role role) {
        if (role.members() > 0) {
            throw new PluginException(RoleError.ROLE_IN_USE, role.members());
        }
        handle.execute(
                "DELETE FROM trunkline.access_limit WHERE tenant_id = ? AND role_id = ?",
                tenant,
                role.id());
        try {
            handle.execute(
                    "DELETE FROM trunkline.role WHERE tenant_id = ? AND id = ?", tenant, role.id());
        } catch (UnableToExecuteStatementException e) {
            if (broke(e, FOREIGN_KEY)) {
                throw new PluginException(e, RoleError.ROLE_IN_USE, 0);
            }
            throw e;
        }
    }

    /// What the audit keeps of it.
    public static String json(Role role) {
        return node(role).toString();
    }

    private static ObjectNode node(Role role) {
        ObjectNode node = JSON.createObjectNode();
        node.put("key", role.key());
        node.put("name", role.name());
        role.permissions().forEach(node.putArray("permissions")::add);
        node.put("rows", scope(role.scope()));
        node.set("fields", JSON.valueToTree(rules(role.fields())));
        node.put("delegable", role.delegable());
        return node;
    }

    private static void write(RoleDraft draft, Runnable statement) {
        try {
            statement.run();
        } catch (UnableToExecuteStatementException e) {
            if (broke(e, UNIQUE)) {
                throw new PluginException(
                        e, RoleError.ROLE_NAME_TAKEN, String.valueOf(draft.name()));
            }
            throw e;
        }
    }

    private static boolean broke(UnableToExecuteStatementException e, String constraint) {
        return e.getCause() instanceof SQLException cause && constraint.equals(cause.getSQLState());
    }

    private static Role read(ResultSet row, StatementContext context) throws SQLException {
        return new Role(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                List.of((String[]) row.getArray(4).getArray()),
                RowScope.Kind.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                parsed(row.getString(6)),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getInt(9),
                row.getInt(10));
    }

    private static String scope(RowScope.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String fields(Map<String, FieldPolicy.Rule> fields) {
        try {
            return JSON.writeValueAsString(rules(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> rules(Map<String, FieldPolicy.Rule> fields) {
        Map<String, String> rules = new TreeMap<>();
        fields.forEach((field, rule) -> rules.put(field, rule.key()));
        return rules;
    }

    private static Map<String, FieldPolicy.Rule> parsed(String json) {
        Map<String, FieldPolicy.Rule> rules = new TreeMap<>();
        tree(json)
                .properties()
                .forEach(rule ->
                        rules.put(rule.getKey(), FieldPolicy.Rule.named(rule.getValue().asText())));
        return rules;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is kept of a role is not JSON", e);
        }
    }
}
