package io.trunkline.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A contact with a customer took place: the platform puts it on the customer's timeline.
///
/// @param customerId whom
/// @param channel how
/// @param inbound whether the customer came to us
/// @param at when
/// @param memberId who of us; null when no person was involved
/// @param outcomeKey key of a text of the publishing plugin, for example `disposition.agreed`; null
///   for none
/// @param tone how the outcome is coloured
/// @param note what the person wrote; empty for nothing, at most 2,000 characters
/// @param subject what it was about, as the tenant named it (a batch, a ticket); empty for nothing
public record ContactRecorded(
        long customerId,
        Channel channel,
        boolean inbound,
        Instant at,
        @Nullable Long memberId,
        @Nullable String outcomeKey,
        Tone tone,
        String note,
        String subject)
        implements Event {

    public enum Channel {
        PHONE,
        SMS,
        SHOP,
        WEB,
        APP,
        SOCIAL,
        VISIT,
        EMAIL,
        NOTE
    }

    public enum Tone {
        NEUTRAL,
        GOOD,
        WAITING,
        BAD
    }
}
