package io.trunkline.tenancy.audit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Removing the beginning of a chain, which is an entry of the chain: it names the position and the
/// digest at which the rest begins.
///
/// @param upTo position of the last entry that was removed
/// @param digest of its seal, 64 hexadecimal digits
/// @param olderThan what all that was removed was, as the entry tells
public record Expiry(long upTo, String digest, String olderThan) {

    /// What is younger is kept, whoever asks.
    private static final int LEAST_MONTHS = 6;

    /// Half a year is reckoned by the calendar of the database's zone.
    private static final Duration SLACK = Duration.ofDays(1);

    private static final String ACTION = "audit.expire";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Places in the canonical text of an entry.
    private static final int ACTION_PLACE = 7;

    private static final int AFTER_PLACE = 11;
    private static final int CHANNEL_PLACE = 13;

    /// Removes the current tenant's entries up to a position, moves the beginning of the chain
    /// there and seals an entry that says so, in the caller's transaction, one that holds the
    /// chain.
    ///
    /// @param olderThan what every one of them is
    /// @param entry id of the entry that tells of it
    public static void remove(Handle handle, long upTo, OffsetDateTime olderThan, long entry) {
        handle.createQuery("SELECT trunkline.audit_expire(:upTo, :olderThan, :entry)")
                .bind("upTo", upTo)
                .bind("olderThan", olderThan)
                .bind("entry", entry)
                .mapTo(Long.class)
                .one();
    }

    /// @param canonical the text of an entry
    /// @return what it tells of; null for an entry of anything else
    static @Nullable Expiry of(String canonical) {
        // Parsing every entry of a long chain would double the time.
        if (!canonical.contains('"' + ACTION + '"')) {
            return null;
        }
        JsonNode entry = parse(canonical);
        boolean expiry =
                entry.path(ACTION_PLACE).asText().equals(ACTION)
                        && entry.path(CHANNEL_PLACE).asText().equals("JOB");
        JsonNode told = entry.path(AFTER_PLACE);
        return expiry
                ? new Expiry(
                        told.path("upTo").asLong(),
                        told.path("digest").asText(),
                        told.path("olderThan").asText())
                : null;
    }

    /// Whether it tells that it removed nothing that was younger than half a year.
    ///
    /// @param at when it did
    boolean wasDue(Instant at) {
        try {
            Instant latest =
                    at.atOffset(ZoneOffset.UTC).minusMonths(LEAST_MONTHS).plus(SLACK).toInstant();
            return Instant.parse(olderThan).isBefore(latest);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /// Whether the chain begins where this left off.
    boolean accountsFor(Chain chain) {
        return upTo == chain.basePosition() && digest.equals(Link.hex(chain.baseDigest()));
    }

    private static JsonNode parse(String canonical) {
        try {
            return JSON.readTree(canonical);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database makes it", e);
        }
    }
}
