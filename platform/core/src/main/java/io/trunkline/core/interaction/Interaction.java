package io.trunkline.core.interaction;

import io.trunkline.spi.ContactRecorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of a customer's timeline.
///
/// @param source plugin that recorded it, `platform` for the platform; owner of `outcomeKey`
/// @param memberId who of us; null when no person was involved
/// @param memberName her name
public record Interaction(
        long id,
        long customerId,
        ContactRecorded.Channel channel,
        boolean inbound,
        Instant at,
        @Nullable Long memberId,
        @Nullable String memberName,
        String source,
        @Nullable String outcomeKey,
        ContactRecorded.Tone tone,
        String note,
        String subject) {}
