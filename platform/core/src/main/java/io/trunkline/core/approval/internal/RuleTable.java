package io.trunkline.core.approval.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trunkline.core.Json;
import io.trunkline.core.approval.ApprovalStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The statements of the steps a tenant has set.
@ApplicationScoped
public class RuleTable {

    static final TypeReference<List<ApprovalStep>> STEPS = new TypeReference<>() {};

    /// A rule as it is kept.
    public record Kept(long id, List<ApprovalStep> steps, int version) {}

    public Optional<Kept> find(Handle handle, int tenant, String source, String kind) {
        return handle.createQuery(
                        """
                        SELECT id, steps, version FROM trunkline.approval_rule
                         WHERE tenant_id = :tenant AND source = :source AND kind = :kind
                        """)
                .bind("tenant", tenant)
                .bind("source", source)
                .bind("kind", kind)
                .map((row, context) ->
                        new Kept(row.getLong(1), Json.read(row.getString(2), STEPS), row.getInt(3)))
                .findOne();
    }

    /// @param version the present one, 0 for none
    /// @return false when it was changed since
    public boolean save(
            Handle handle,
            int tenant,
            long id,
            String source,
            String kind,
            List<ApprovalStep> steps,
            int version) {
        String sql =
                version == 0
                        ? """
                        INSERT INTO trunkline.approval_rule (tenant_id, id, source, kind, steps)
                        VALUES (:tenant, :id, :source, :kind, CAST(:steps AS jsonb))
                        ON CONFLICT (tenant_id, source, kind) DO NOTHING
                        """
                        : """
                        UPDATE trunkline.approval_rule
                           SET steps = CAST(:steps AS jsonb), version = version + 1
                         WHERE tenant_id = :tenant AND source = :source AND kind = :kind
                           AND version = :version AND :id > 0
                        """;
        var update =
                handle.createUpdate(sql)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("source", source)
                        .bind("kind", kind)
                        .bind("steps", Json.write(steps));
        return (version == 0 ? update : update.bind("version", version)).execute() == 1;
    }

    public List<String> roles(Handle handle, int tenant) {
        return handle.createQuery(
                        "SELECT key FROM trunkline.role WHERE tenant_id = :tenant ORDER BY key")
                .bind("tenant", tenant)
                .mapTo(String.class)
                .list();
    }

    /// Names of the tenant's positions by key.
    public Map<String, String> positions(Handle handle, int tenant) {
        Map<String, String> positions = new TreeMap<>();
        handle.createQuery("SELECT key, name FROM trunkline.position WHERE tenant_id = :tenant")
                .bind("tenant", tenant)
                .map((row, context) -> positions.put(row.getString(1), row.getString(2)))
                .list();
        return positions;
    }
}
