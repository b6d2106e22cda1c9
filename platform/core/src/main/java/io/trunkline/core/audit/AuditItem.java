package io.trunkline.core.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of the audit trail.
///
/// @param source id of the plugin that wrote it; `platform` for the platform itself
/// @param memberId who did it; null where no member did
/// @param actor her name then
/// @param action what she did, for example `customer.update`
/// @param objectType to what, for example `customer`
/// @param objectId to which one; 0 where it is none in particular
/// @param channel by which door: SCREEN, API, PLUGIN, JOB; null for entries older than that
/// @param address of the caller; null for none
/// @param reason what she gave as her reason; null for none
/// @param position in the chain of seals; null while it is not sealed
public record AuditItem(
        long id,
        Instant at,
        String source,
        @Nullable Long memberId,
        String actor,
        String action,
        String objectType,
        long objectId,
        @Nullable String channel,
        @Nullable String address,
        @Nullable String reason,
        @Nullable Long position) {}
