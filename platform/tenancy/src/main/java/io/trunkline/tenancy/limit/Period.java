package io.trunkline.tenancy.limit;

import io.trunkline.spi.Resource;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The time over which a resource is counted.
record Period(Instant from, Instant until) {

    /// @return empty for a resource that is held, not counted over a time
    static Optional<Period> of(Resource resource, ZoneId zone, Instant now) {
        ZonedDateTime here = now.atZone(zone);
        return switch (resource) {
            case EXPORTS -> {
                ZonedDateTime hour = here.truncatedTo(ChronoUnit.HOURS);
                yield Optional.of(new Period(hour.toInstant(), hour.plusHours(1).toInstant()));
            }
            case SMS -> {
                ZonedDateTime month = here.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
                yield Optional.of(new Period(month.toInstant(), month.plusMonths(1).toInstant()));
            }
            case REQUESTS, JOBS, STORAGE, SEATS, LINES -> Optional.empty();
        };
    }
}
