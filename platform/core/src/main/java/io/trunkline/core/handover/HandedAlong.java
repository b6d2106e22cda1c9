package io.trunkline.core.handover;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Work of the platform's own that goes to the receivers of a handover: a bean of this type is
/// found and called in the transaction that brings the handover to its end.
public interface HandedAlong {

    /// Gives what waits for the member to the receivers, of whom there is one at least. Called
    /// under a session of the whole tenant. What was given already is not found again.
    void handOver(Handle handle, Handover handover);

    /// Whose rights would go along with what waits for the member: her own, and those of others
    /// that came to her by earlier handovers. Who begins one must be above all of them. Called
    /// under a session of the whole tenant.
    default Set<Long> rightsOf(Handle handle, long memberId) {
        return Set.of();
    }
}
