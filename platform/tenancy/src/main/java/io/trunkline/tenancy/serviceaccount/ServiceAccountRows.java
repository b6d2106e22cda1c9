package io.trunkline.tenancy.serviceaccount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.identity.MachineClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// The rows behind machine clients: the account, the member as which it acts, the role that says
/// what it may.
@ApplicationScoped
public class ServiceAccountRows {

    /// Roles whose key begins so are a machine's own, and no person is given one.
    private static final String ROLE = "machine:";

    private static final String SELECT =
            """
            SELECT a.id, a.name, a.client_id, r.permissions, r.row_scope, m.org_unit_id, a.state,
                   a.expires_at, a.created_at, a.created_by, a.rotated_at
              FROM trunkline.service_account a
              JOIN trunkline.member m ON m.tenant_id = a.tenant_id AND m.id = a.id
              JOIN trunkline.role r ON r.tenant_id = a.tenant_id AND r.id = a.role_id
             WHERE a.tenant_id = :tenant AND %s
             ORDER BY a.id DESC LIMIT 200
            """;

    private final IdGenerator ids;
    private final ObjectMapper json = new ObjectMapper();

    @Inject
    public ServiceAccountRows(IdGenerator ids) {
        this.ids = ids;
    }

    List<ServiceAccount> all(Handle handle) {
        return handle.createQuery(SELECT.formatted("true"))
                .bind("tenant", tenant())
                .map(ServiceAccountRows::read)
                .list();
    }

    Optional<ServiceAccount> find(Handle handle, long id) {
        return handle.createQuery(SELECT.formatted("a.id = :id"))
                .bind("tenant", tenant())
                .bind("id", id)
                .map(ServiceAccountRows::read)
                .findOne();
    }

    Optional<ServiceAccount> byClient(Handle handle, String clientId) {
        return handle.createQuery(SELECT.formatted("a.client_id = :client"))
                .bind("tenant", tenant())
                .bind("client", clientId)
                .map(ServiceAccountRows::read)
                .findOne();
    }

    /// What it sees of fields.
    FieldPolicy fields(Handle handle, long id) {
        Map<String, FieldPolicy.Rule> rules = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT f.key, f.value
                          FROM trunkline.service_account a
                          JOIN trunkline.role r ON r.tenant_id = a.tenant_id AND r.id = a.role_id
                         CROSS JOIN jsonb_each_text(r.fields) f
                         WHERE a.tenant_id = :tenant AND a.id = :id
                        """)
                .bind("tenant", tenant())
                .bind("id", id)
                .map((row, context) ->
                        Map.entry(
                                row.getString("key"),
                                FieldPolicy.Rule.named(row.getString("value"))))
                .forEach(rule -> rules.put(rule.getKey(), rule.getValue()));
        return new FieldPolicy(rules);
    }

    /// @return the account's id
    long insert(Handle handle, ServiceAccountDraft draft, String clientId, long unit) {
        Session session = TenantRunner.current();
        long id = ids.next();
        long role = ids.next();
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.role (tenant_id, id, key, permissions, row_scope, fields)
                        VALUES (:tenant, :id, :key, :permissions, :scope, CAST(:fields AS jsonb))
                        """)
                .bind("tenant", tenant())
                .bind("id", role)
                .bind("key", ROLE + clientId)
                .bindArray("permissions", String.class, draft.permissions())
                .bind("scope", draft.scope().name().toLowerCase(Locale.ROOT))
                .bind("fields", fields(session.fields()))
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.member (tenant_id, id, username, display_name, org_unit_id, machine)
                        VALUES (:tenant, :id, :username, :name, :unit, true)
                        """)
                .bind("tenant", tenant())
                .bind("id", id)
                .bind("username", MachineClients.username(clientId))
                .bind("name", draft.name().strip())
                .bind("unit", unit)
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.member_role (tenant_id, member_id, role_id)
                        VALUES (:tenant, :member, :role)
                        """)
                .bind("tenant", tenant())
                .bind("member", id)
                .bind("role", role)
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.service_account
                            (tenant_id, id, role_id, name, client_id, expires_at, created_by)
                        VALUES (:tenant, :id, :role, :name, :client, :expires, :by)
                        """)
                .bind("tenant", tenant())
                .bind("id", id)
                .bind("role", role)
                .bind("name", draft.name().strip())
                .bind("client", clientId)
                .bind("expires", at(draft.expiresAt()))
                .bind("by", session.actor().name())
                .execute();
        return id;
    }

    void rotated(Handle handle, long id) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.service_account SET rotated_at = now(), version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant())
                .bind("id", id)
                .execute();
    }

    void revoke(Handle handle, long id) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.service_account SET state = 'revoked', version = version + 1
                         WHERE tenant_id = :tenant AND id = :id
                        """)
                .bind("tenant", tenant())
                .bind("id", id)
                .execute();
        handle.createUpdate(
                        """
                        UPDATE trunkline.member SET state = 'disabled'
                         WHERE tenant_id = :tenant AND id = :id AND machine
                        """)
                .bind("tenant", tenant())
                .bind("id", id)
                .execute();
    }

    /// What is masked or hidden from who makes it is so from the machine, else it would be her way
    /// around.
    private String fields(FieldPolicy policy) {
        Map<String, String> rules = new TreeMap<>();
        policy.rules().forEach((field, rule) -> rules.put(field, rule.key()));
        try {
            return json.writeValueAsString(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int tenant() {
        return TenantRunner.current().tenant().id();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static ServiceAccount read(ResultSet row, StatementContext context)
            throws SQLException {
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        return new ServiceAccount(
                row.getLong("id"),
                row.getString("name"),
                row.getString("client_id"),
                List.of((String[]) row.getArray("permissions").getArray()),
                RowScope.Kind.valueOf(row.getString("row_scope").toUpperCase(Locale.ROOT)),
                row.getLong("org_unit_id"),
                row.getString("state").equals("revoked"),
                expires == null ? null : expires.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getObject("rotated_at", OffsetDateTime.class).toInstant());
    }
}
