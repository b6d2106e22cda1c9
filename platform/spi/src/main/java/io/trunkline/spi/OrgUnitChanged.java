package io.trunkline.spi;

import org.jspecify.annotations.Nullable;

/// The tenant's tree was edited. What lies in a unit names it by its id and so follows a move by
/// itself; a subscriber mends only what depends on where the unit stands, for example work of a
/// team that belongs to another district by now.
///
/// @param orgUnitId the unit that was edited; what is below it moved along
/// @param change what happened to it
/// @param parentBefore the unit above before; null for a new one and for the root
/// @param parentAfter the unit above now; null for a closed one and for the root
public record OrgUnitChanged(
        long orgUnitId, Change change, @Nullable Long parentBefore, @Nullable Long parentAfter)
        implements Event {

    public enum Change {
        /// New, or open again after it was closed; then the parent before is null too.
        CREATED,
        /// Name or other names.
        RENAMED,
        /// Below another unit.
        MOVED,
        /// Nothing lies in it any more; its id stays in what is past.
        CLOSED
    }

    @Override
    public long customerId() {
        return 0;
    }
}
