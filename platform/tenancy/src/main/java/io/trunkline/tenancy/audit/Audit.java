package io.trunkline.tenancy.audit;

import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Writes audit entries, in the caller's own transaction. Who and for which tenant is the current
/// session; how it came about is [RequestFacts#current()].
@ApplicationScoped
public class Audit {

    private static final String INSERT =
            """
            INSERT INTO trunkline.audit_entry
                (tenant_id, id, member_id, actor, action, object_type, object_id, before, after,
                 address, channel, reason)
            VALUES (:tenant, :id, :member, :actor, :action, :objectType, :objectId,
                    CAST(:before AS jsonb), CAST(:after AS jsonb), :address, :channel, :reason)
            """;

    private final IdGenerator ids;

    @Inject
    public Audit(IdGenerator ids) {
        this.ids = ids;
    }

    /// One entry; the parts are those of [#record].
    public record Entry(
            String action,
            String objectType,
            long objectId,
            @Nullable String before,
            @Nullable String after) {}

    /// @param action what was done, for example `customer.update`, `customer.dial`
    /// @param objectType what it was done to, for example `customer`
    /// @param objectId which one
    /// @param before the object as JSON before, null for a creation or a read
    /// @param after the object as JSON after, or facts about the read
    public void record(
            Handle handle,
            String action,
            String objectType,
            long objectId,
            @Nullable String before,
            @Nullable String after) {
        recordAll(handle, List.of(new Entry(action, objectType, objectId, before, after)));
    }

    /// The same for many at once.
    ///
    /// @param entries at most 100,000; none is fine
    public void recordAll(Handle handle, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Session session = TenantRunner.current();
        RequestFacts facts = RequestFacts.current();
        long id = ids.block(entries.size());
        try (PreparedBatch batch = handle.prepareBatch(INSERT)) {
            for (Entry entry : entries) {
                batch.bind("tenant", session.tenant().id())
                        .bind("id", id++)
                        .bind("member", session.actor().memberId())
                        .bind("actor", session.actor().name())
                        .bind("action", entry.action())
                        .bind("objectType", entry.objectType())
                        .bind("objectId", entry.objectId())
                        .bind("before", entry.before())
                        .bind("after", entry.after())
                        .bind("address", facts.address())
                        .bind("channel", facts.channel().name())
                        .bind("reason", facts.reason())
                        .add();
            }
            batch.execute();
        }
    }
}
