package io.trunkline.core.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The timeline of a customer the caller may see.
@ApplicationScoped
public class Interactions {

    /// Newest first.
    ///
    /// @param beforeId id of the last one seen, `Long.MAX_VALUE` to begin
    /// @param limit    at most 200
    public List<Interaction> timeline(long customerId, long beforeId, int limit) {
        throw new UnsupportedOperationException();
    }

    /// Writes a note by the caller on a customer's timeline.
    public Interaction addNote(long customerId, String note) {
        throw new UnsupportedOperationException();
    }
}
