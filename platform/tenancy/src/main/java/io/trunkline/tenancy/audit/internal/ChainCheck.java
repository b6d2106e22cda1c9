package io.trunkline.tenancy.audit.internal;

import io.trunkline.tenancy.audit.AuditVerification.Kept;
import io.trunkline.tenancy.audit.Verification.Finding;
import io.trunkline.tenancy.audit.Verification.Kind;
import io.trunkline.tenancy.audit.internal.SealedEntries.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks along a chain, link by link. A link that does not fit is judged when the next one is
/// known: if that one was made from the digest as it stands, the seal is genuine and its entry was
/// changed; if it was made from the digest as recomputed, the seal was.
public final class ChainCheck {

    private static final int MOST = 100;

    /// An entry is sealed within minutes of being written; one that is older than its elders in the
    /// chain by more than this was not written then.
    private static final Duration SLACK = Duration.ofHours(1);

    private final Chain chain;
    private final @Nullable Kept kept;
    private final List<Finding> findings = new ArrayList<>();
    private byte[] before;
    private long position;
    private long checked;
    private Instant newest = Instant.EPOCH;
    private @Nullable Doubt doubt;
    private boolean beginningToldOf;

    /// A link that does not fit.
    private record Doubt(Sealed seal, byte[] recomputed) {}

    public ChainCheck(Chain chain, @Nullable Kept kept) {
        this.chain = chain;
        this.kept = kept;
        this.before = chain.baseDigest();
        this.position = chain.basePosition();
        this.beginningToldOf = position == 0;
        if (kept != null && kept.position() > 0 && kept.position() < position) {
            found(Kind.KEPT_REMOVED, kept.position(), null);
        }
        compareKept(chain.basePosition(), chain.baseDigest());
    }

    public void next(Sealed seal) {
        boolean follows = missing(seal.position());
        position = seal.position();
        compareKept(seal.position(), seal.digest());
        if (seal.canonical() == null) {
            settle(null);
            found(Kind.REMOVED, seal.position(), seal.entryId());
            before = seal.digest();
            return;
        }
        if (!follows) {
            // What it was made from is gone with the seal before it.
            before = seal.digest();
            return;
        }
        checked++;
        byte[] recomputed = Link.digest(before, seal.position(), seal.canonical());
        boolean fits = Arrays.equals(recomputed, seal.digest());
        if (doubt != null) {
            byte[] otherwise = Link.digest(doubt.recomputed(), seal.position(), seal.canonical());
            boolean sealWasChanged = !fits && Arrays.equals(otherwise, seal.digest());
            settle(sealWasChanged ? Kind.SEAL_CHANGED : Kind.CHANGED);
            fits = fits || sealWasChanged;
        }
        before = seal.digest();
        if (!fits) {
            doubt = new Doubt(seal, recomputed);
        } else {
            Expiry expiry = Expiry.of(seal.canonical());
            if (expiry != null) {
                toldOf(expiry, seal);
            }
            if (seal.at() != null) {
                inOrder(seal, seal.at(), expiry != null);
            }
        }
    }

    private void toldOf(Expiry expiry, Sealed seal) {
        beginningToldOf |= expiry.accountsFor(chain);
        if (seal.at() != null && !expiry.wasDue(seal.at())) {
            found(Kind.REMOVED_EARLY, seal.position(), seal.entryId());
        }
    }

    /// @param ahead whether it was sealed at once, before what waited for a transaction to end
    private void inOrder(Sealed seal, Instant at, boolean ahead) {
        if (at.isBefore(newest.minus(SLACK))) {
            found(Kind.INSERTED, seal.position(), seal.entryId());
        }
        if (at.isAfter(newest) && !ahead) {
            newest = at;
        }
    }

    /// After the last seal.
    public void end() {
        if (doubt != null) {
            boolean sealWasChanged =
                    position == chain.position()
                            && Arrays.equals(chain.digest(), doubt.recomputed());
            settle(sealWasChanged ? Kind.SEAL_CHANGED : Kind.CHANGED);
        } else if (position == chain.position() && !Arrays.equals(chain.digest(), before)) {
            found(Kind.OTHER_CHAIN, position, null);
        }
        if (!beginningToldOf) {
            found(Kind.BEGINNING_CUT_OFF, chain.basePosition(), null);
        }
        if (full()) {
            return;
        }
        if (position < chain.position()) {
            found(Kind.CUT_OFF, position + 1, null);
        }
        if (kept != null && kept.position() > chain.position()) {
            found(Kind.CUT_OFF, chain.position() + 1, null);
        }
    }

    public void withoutSeal(long entryId) {
        found(Kind.INSERTED, 0, entryId);
    }

    public void outside(Finding seal) {
        found(seal.kind(), seal.position(), seal.entryId());
    }

    /// Whether more findings would not be kept.
    public boolean full() {
        return findings.size() >= MOST;
    }

    public long checked() {
        return checked;
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// Names the positions that are gone before this one.
    ///
    /// @return whether none is
    private boolean missing(long next) {
        if (position + 1 == next) {
            return true;
        }
        settle(null);
        for (long gap = position + 1; gap < next && !full(); gap++) {
            found(Kind.SEAL_REMOVED, gap, null);
        }
        return false;
    }

    private void settle(@Nullable Kind kind) {
        Doubt open = doubt;
        doubt = null;
        if (open != null) {
            found(
                    kind == null ? Kind.CHANGED : kind,
                    open.seal().position(),
                    open.seal().entryId());
        }
    }

    private void compareKept(long at, byte[] digest) {
        if (kept != null && kept.position() == at && !kept.digest().equals(Link.hex(digest))) {
            found(Kind.OTHER_CHAIN, at, null);
        }
    }

    private void found(Kind kind, long at, @Nullable Long entryId) {
        if (!full()) {
            findings.add(new Finding(kind, at, entryId));
        }
    }
}
