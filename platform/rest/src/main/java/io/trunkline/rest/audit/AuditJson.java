package io.trunkline.rest.audit;

import io.trunkline.core.audit.AuditDetail;
import io.trunkline.core.audit.AuditItem;
import io.trunkline.core.audit.FieldChange;
import io.trunkline.tenancy.audit.Verification;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit trail in JSON; ids are text.
public final class AuditJson {

    private AuditJson() {}

    /// @param source id of the plugin that wrote it, `platform` for the platform
    /// @param memberId who; null where no member did it
    /// @param channel SCREEN, API, PLUGIN or JOB; null for entries older than that
    /// @param position in the chain; null while not sealed
    public record Item(
            String id,
            Instant at,
            String source,
            @Nullable String memberId,
            String actor,
            String action,
            String objectType,
            String objectId,
            @Nullable String channel,
            @Nullable String address,
            @Nullable String reason,
            @Nullable Long position) {

        static Item of(AuditItem item) {
            return new Item(
                    Long.toString(item.id()),
                    item.at(),
                    item.source(),
                    item.memberId() == null ? null : item.memberId().toString(),
                    item.actor(),
                    item.action(),
                    item.objectType(),
                    Long.toString(item.objectId()),
                    item.channel(),
                    item.address(),
                    item.reason(),
                    item.position());
        }
    }

    /// @param changes as the caller's field policy lets her see them
    public record Detail(Item entry, List<FieldChange> changes, boolean restorable) {

        static Detail of(AuditDetail detail) {
            return new Detail(Item.of(detail.item()), detail.changes(), detail.restorable());
        }
    }

    /// @param intact whether nothing was found
    /// @param from position of the first entry that was recomputed
    /// @param head the end of the chain: worth keeping elsewhere
    /// @param pending entries not sealed yet
    public record Verified(
            boolean intact,
            long checked,
            long from,
            Verification.@Nullable Head head,
            long pending,
            List<Finding> findings) {

        static Verified of(Verification found) {
            return new Verified(
                    found.intact(),
                    found.checked(),
                    found.from(),
                    found.head(),
                    found.pending(),
                    found.findings().stream().map(Finding::of).toList());
        }
    }

    /// @param position in the chain; 0 for an entry that is not in it
    public record Finding(Verification.Kind kind, long position, @Nullable String entryId) {

        static Finding of(Verification.Finding finding) {
            return new Finding(
                    finding.kind(),
                    finding.position(),
                    finding.entryId() == null ? null : finding.entryId().toString());
        }
    }
}
