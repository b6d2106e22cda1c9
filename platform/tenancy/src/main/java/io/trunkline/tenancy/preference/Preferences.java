package io.trunkline.tenancy.preference;

import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// What the current session's member has set for herself in this tenant, as short texts by key.
/// Nobody else's rights, data or screens depend on it, so it needs no permission and writes no
/// audit entry.
@ApplicationScoped
public class Preferences {

    /// As many as a member can have; keys are the program's own, so this is a bound, not a quota.
    private static final int MOST = 100;

    private static final int LENGTH = 200;

    private static final String ALL =
            """
            SELECT key, value FROM trunkline.member_preference
             WHERE tenant_id = :tenant AND member_id = :member
             LIMIT :most
            """;

    private static final String PUT =
            """
            INSERT INTO trunkline.member_preference (tenant_id, member_id, key, value)
            SELECT :tenant, :member, :key, :value
             WHERE EXISTS (SELECT FROM trunkline.member_preference
                            WHERE tenant_id = :tenant AND member_id = :member AND key = :key)
                OR (SELECT count(*) FROM trunkline.member_preference
                     WHERE tenant_id = :tenant AND member_id = :member) < :most
            ON CONFLICT (tenant_id, member_id, key)
            DO UPDATE SET value = excluded.value, changed_at = now()
            """;

    private static final String REMOVE =
            """
            DELETE FROM trunkline.member_preference
             WHERE tenant_id = :tenant AND member_id = :member AND key = :key
            """;

    private final TenantDatabase database;

    @Inject
    public Preferences(TenantDatabase database) {
        this.database = database;
    }

    /// All of hers by key; none for the platform itself.
    public Map<String, String> all() {
        Session session = TenantRunner.current();
        Long member = session.actor().memberId();
        if (member == null) {
            return Map.of();
        }
        return database.inTransaction(handle -> {
            Map<String, String> found = new HashMap<>();
            handle.createQuery(ALL)
                    .bind("tenant", session.tenant().id())
                    .bind("member", member)
                    .bind("most", MOST)
                    .map((row, context) -> Map.entry(row.getString("key"), row.getString("value")))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
            return Map.copyOf(found);
        });
    }

    /// @param key lower case letters, digits, dots and hyphens, for example `look.theme`
    /// @param value at most 200 characters
    /// @throws IllegalArgumentException when the value is longer, or she has 100 others already
    /// @throws IllegalStateException outside of a member's session
    public void put(String key, String value) {
        if (value.length() > LENGTH) {
            throw new IllegalArgumentException(
                    "a preference has at most " + LENGTH + " characters");
        }
        int written =
                database.inTransaction(handle ->
                        mine(handle, PUT)
                                .bind("key", key)
                                .bind("value", value)
                                .bind("most", MOST)
                                .execute());
        if (written == 0) {
            throw new IllegalArgumentException("a member has at most " + MOST + " preferences");
        }
    }

    /// Back to what the product does by itself.
    public void remove(String key) {
        database.inTransaction(handle -> mine(handle, REMOVE).bind("key", key).execute());
    }

    private static Update mine(Handle handle, String sql) {
        Session session = TenantRunner.current();
        Long member = session.actor().memberId();
        if (member == null) {
            throw new IllegalStateException("the platform itself has no preferences");
        }
        return handle.createUpdate(sql)
                .bind("tenant", session.tenant().id())
                .bind("member", member);
    }
}
