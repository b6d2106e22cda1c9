package io.trunkline.core.audit;

import io.trunkline.tenancy.audit.RequestFacts.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One page of the audit trail, newest first. What is null does not restrict.
///
/// @param from not before
/// @param to before
/// @param memberId by whom
/// @param action what was done, or how it begins: `customer.` for everything done to customers
/// @param objectType to what
/// @param objectId to which one; counts only with a type
/// @param channel by which door
/// @param after the cursor of the page before, null for the first page
/// @param limit 1 to 200
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long memberId,
        @Nullable String action,
        @Nullable String objectType,
        @Nullable Long objectId,
        @Nullable Channel channel,
        @Nullable String after,
        int limit) {

    /// Everything, from the newest on.
    public static AuditQuery latest(int limit) {
        return new AuditQuery(null, null, null, null, null, null, null, null, limit);
    }
}
