package io.trunkline.core.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

/// How a member wants to be told.
///
/// @param quiet whether there are hours in which nothing pops up; what comes then waits in the bell
/// @param quietFrom beginning of those hours, in the tenant's time zone
/// @param quietUntil their end; before the beginning means on the next day
/// @param urgentAtNight whether what is urgent pops up even then
/// @param channels by kind; kinds that are not named pop up
/// @param version the version a change is made from
public record NotificationPreferences(
        boolean quiet,
        LocalTime quietFrom,
        LocalTime quietUntil,
        boolean urgentAtNight,
        Map<String, Channel> channels,
        int version) {

    /// What holds for someone who has chosen nothing.
    public static final NotificationPreferences USUAL =
            new NotificationPreferences(
                    true, LocalTime.of(21, 0), LocalTime.of(8, 0), false, Map.of(), 0);

    public enum Channel {
        /// Not told at all.
        OFF,
        /// Kept in the bell.
        BELL,
        /// Kept in the bell, and popping up.
        TOAST
    }

    public NotificationPreferences {
        channels = Map.copyOf(channels);
    }

    public Channel channel(String kind) {
        return channels.getOrDefault(kind, Channel.TOAST);
    }

    /// Whether it may pop up at that moment.
    public boolean popsUp(Notification notification, Instant at, ZoneId zone) {
        return channel(notification.kind()) == Channel.TOAST
                && (!isQuiet(at, zone) || (notification.urgent() && urgentAtNight));
    }

    boolean isQuiet(Instant at, ZoneId zone) {
        LocalTime time = at.atZone(zone).toLocalTime();
        if (!quiet || quietFrom.equals(quietUntil)) {
            return false;
        }
        return quietFrom.isBefore(quietUntil)
                ? !time.isBefore(quietFrom) && time.isBefore(quietUntil)
                : !time.isBefore(quietFrom) || time.isBefore(quietUntil);
    }
}
