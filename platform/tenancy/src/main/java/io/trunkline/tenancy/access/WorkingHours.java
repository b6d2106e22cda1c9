package io.trunkline.tenancy.access;

import io.trunkline.spi.PluginException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// Hours members may work, on some days of the week, in the tenant's time zone.
///
/// @param from the first minute
/// @param until the first minute that is no longer within; before `from` it is on the next day
public record WorkingHours(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

    public WorkingHours {
        days = Set.copyOf(days);
    }

    /// @param from and `until`: like `07:30`; `24:00` is the end of the day
    /// @throws PluginException [AccessError#ACCESS_HOURS_INVALID] naming what is wrong
    public static WorkingHours of(Collection<DayOfWeek> days, String from, String until) {
        try {
            LocalTime first = LocalTime.parse(from.strip());
            String end = until.strip();
            LocalTime last = end.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(end);
            if (days.isEmpty() || first.equals(last) && !first.equals(LocalTime.MIDNIGHT)) {
                throw new PluginException(AccessError.ACCESS_HOURS_INVALID, from + "–" + until);
            }
            return new WorkingHours(EnumSet.copyOf(days), first, last);
        } catch (DateTimeException e) {
            throw new PluginException(e, AccessError.ACCESS_HOURS_INVALID, from + "–" + until);
        }
    }

    boolean hold(ZonedDateTime at) {
        LocalTime time = at.toLocalTime();
        if (from.isBefore(until)) {
            return days.contains(at.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(until);
        }
        return days.contains(at.getDayOfWeek()) && !time.isBefore(from)
                || days.contains(at.getDayOfWeek().minus(1)) && time.isBefore(until);
    }

    /// When they begin next, after the given moment.
    ZonedDateTime next(ZonedDateTime after) {
        ZonedDateTime day = after.toLocalDate().atTime(from).atZone(after.getZone());
        while (!day.isAfter(after) || !days.contains(day.getDayOfWeek())) {
            day = day.toLocalDate().plusDays(1).atTime(from).atZone(after.getZone());
        }
        return day;
    }
}
