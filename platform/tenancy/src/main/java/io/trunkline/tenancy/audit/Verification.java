package io.trunkline.tenancy.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of comparing a tenant's entries with its chain.
///
/// @param checked how many sealed entries were recomputed
/// @param from position of the first of them; what was before was removed, when its time had come
///   unless a finding says otherwise
/// @param head the end of the chain; null before anything was sealed
/// @param pending entries that are not sealed yet: written in the last seconds
/// @param findings what is not as it was sealed, at most 100; empty when everything is
public record Verification(
        long checked, long from, @Nullable Head head, long pending, List<Finding> findings) {

    public boolean intact() {
        return findings.isEmpty();
    }

    /// The end of a chain at one time: who keeps it elsewhere can tell later that nothing up to it
    /// was changed, removed or inserted, whoever owns the database.
    ///
    /// @param digest 64 hexadecimal digits
    /// @param sealedAt when the chain last grew
    public record Head(long position, String digest, Instant sealedAt) {}

    /// @param position in the chain; 0 for an entry that is not in it
    /// @param entryId of the entry; null where it is not known any more
    public record Finding(Kind kind, long position, @Nullable Long entryId) {}

    public enum Kind {
        /// The entry differs from what was sealed.
        CHANGED,
        /// The entry is gone.
        REMOVED,
        /// The entry was added behind the chain's back: it has no seal, or is older than what was
        /// sealed long before it.
        INSERTED,
        /// The seal was changed, its entry was not.
        SEAL_CHANGED,
        /// The seal is gone; its entry is too, or shows as inserted.
        SEAL_REMOVED,
        /// A seal lies where the chain does not reach: behind its end, before its beginning, or
        /// without a chain. It was added, or the chain's end was moved back or removed.
        SEAL_OUTSIDE,
        /// The end of the chain is gone, from this position on.
        CUT_OFF,
        /// Everything up to this position is gone, and no sealed entry tells that its time was
        /// over.
        BEGINNING_CUT_OFF,
        /// A sealed entry tells that older ones were removed which were not yet half a year old, or
        /// does not tell how old they were.
        REMOVED_EARLY,
        /// At this position the chain is another one than the digest that was given.
        OTHER_CHAIN,
        /// The position that was given lies before the beginning: the entries up to it were
        /// removed, and its digest can be compared with nothing. Whether their time was over is
        /// told by the sealed `audit.expire` entries.
        KEPT_REMOVED
    }
}
