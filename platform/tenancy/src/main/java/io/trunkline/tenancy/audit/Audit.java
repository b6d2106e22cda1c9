package io.trunkline.tenancy.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes audit entries, in the caller's own transaction.
@ApplicationScoped
public class Audit {

    /// @param action     what was done, for example `customer.update`, `customer.dial`
    /// @param objectType what it was done to, for example `customer`
    /// @param objectId   which one
    /// @param before     the object as JSON before, null for a creation or a read
    /// @param after      the object as JSON after, or facts about the read
    public void record(
            Handle handle,
            String action,
            String objectType,
            long objectId,
            @Nullable String before,
            @Nullable String after) {
        throw new UnsupportedOperationException();
    }
}
