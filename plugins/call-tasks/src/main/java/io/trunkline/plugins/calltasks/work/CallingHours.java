package io.trunkline.plugins.calltasks.work;

import io.trunkline.plugins.calltasks.CallTasksError;
import io.trunkline.plugins.calltasks.CallTasksSettings;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TenantSession;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// When a tenant's customers may be called.
///
/// @param fromHour first hour of the day
/// @param untilHour the hour at which calling ends; not above `fromHour` means the whole day
/// @param days how far ahead a call-back may be promised
record CallingHours(ZoneId zone, int fromHour, int untilHour, int days, int redialMinutes) {

    static CallingHours of(TenantSession session) {
        return new CallingHours(
                session.zone(),
                session.setting(CallTasksSettings.FROM_HOUR),
                session.setting(CallTasksSettings.UNTIL_HOUR),
                session.setting(CallTasksSettings.CALL_BACK_DAYS),
                session.setting(CallTasksSettings.REDIAL_MINUTES));
    }

    /// A promised time as it is stored.
    ///
    /// @throws PluginException when it is missing, past, too far away or outside of the hours
    Instant promised(@Nullable Instant wanted, Instant now) {
        if (wanted == null) {
            throw new PluginException(CallTasksError.CALL_BACK_TIME_MISSING);
        }
        if (!wanted.isAfter(now) || wanted.isAfter(now.plus(Duration.ofDays(days)))) {
            throw new PluginException(CallTasksError.CALL_BACK_OUT_OF_RANGE, days);
        }
        if (!within(wanted.atZone(zone))) {
            throw new PluginException(CallTasksError.CALL_BACK_OUTSIDE_HOURS, fromHour, untilHour);
        }
        return wanted.truncatedTo(ChronoUnit.MICROS);
    }

    /// When to try again after nobody answered: after the redial minutes, else when calling begins.
    Instant redial(Instant now) {
        ZonedDateTime at = now.plus(Duration.ofMinutes(redialMinutes)).atZone(zone);
        if (within(at)) {
            return at.toInstant().truncatedTo(ChronoUnit.MICROS);
        }
        ZonedDateTime morning = at.with(LocalTime.of(fromHour, 0));
        return (morning.isBefore(at) ? morning.plusDays(1) : morning).toInstant();
    }

    private boolean within(ZonedDateTime at) {
        if (untilHour <= fromHour) {
            return true;
        }
        LocalTime time = at.toLocalTime();
        boolean before = untilHour == 24 || time.compareTo(LocalTime.of(untilHour, 0)) <= 0;
        return before && !time.isBefore(LocalTime.of(fromHour, 0));
    }
}
