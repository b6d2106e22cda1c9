package io.trunkline.spi;

import java.time.Instant;

/// One event on its way to one subscriber.
///
/// @param eventId the same on every attempt: the key to recognise a repetition by
/// @param publishedAt when the change it tells of was committed
/// @param source id of the plugin that published it, `platform` for the platform
/// @param event what happened
public record Delivery<E extends Event>(
        long eventId, Instant publishedAt, String source, E event) {}
