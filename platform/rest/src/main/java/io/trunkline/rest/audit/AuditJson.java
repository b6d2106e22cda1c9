package io.trunkline.rest.audit;

import io.trunkline.core.audit.AuditDetail;
import io.trunkline.core.audit.AuditItem;
import io.trunkline.core.audit.FieldChange;
import io.trunkline.core.audit.Restored;
import io.trunkline.core.customer.RestoredCustomer;
import io.trunkline.rest.customer.CustomerJson;
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
    /// @param version what the entry is about has now, for taking it back; null where it is gone
    public record Detail(
            Item entry, List<FieldChange> changes, boolean restorable, @Nullable Integer version) {

        static Detail of(AuditDetail detail) {
            return new Detail(
                    Item.of(detail.item()),
                    detail.changes(),
                    detail.restorable(),
                    detail.version());
        }
    }

    /// @param name null for a built-in role that goes by its translated name
    /// @param customer where it is one
    /// @param ownerGone whether it has no owner now, because the one it had works here no more
    /// @param unitGone whether it could not go back to its unit: it is at the root, or where it was
    public record RestoredObject(
            String objectType,
            String objectId,
            @Nullable String name,
            @Nullable CustomerJson customer,
            boolean ownerGone,
            boolean unitGone) {

        static RestoredObject of(Restored restored) {
            RestoredCustomer customer = restored.customer();
            return new RestoredObject(
                    restored.objectType(),
                    Long.toString(restored.objectId()),
                    restored.name(),
                    customer == null ? null : CustomerJson.of(customer.customer()),
                    customer != null && customer.ownerGone(),
                    customer != null && customer.unitGone());
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
