package io.trunkline.tenancy.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.spi.Resource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PeriodTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Test
    void aMonthIsThatOfTheTenantsZone() {
        assertEquals(
                Optional.of(
                        new Period(
                                Instant.parse("2026-11-30T16:00:00Z"),
                                Instant.parse("2026-12-31T16:00:00Z"))),
                Period.of(Resource.SMS, SHANGHAI, Instant.parse("2026-11-30T16:00:01Z")));
    }

    @Test
    void exportsAreCountedByTheHour() {
        assertEquals(
                Optional.of(
                        new Period(
                                Instant.parse("2026-11-30T16:00:00Z"),
                                Instant.parse("2026-11-30T17:00:00Z"))),
                Period.of(Resource.EXPORTS, SHANGHAI, Instant.parse("2026-11-30T16:59:59Z")));
    }

    @Test
    void whatIsHeldHasNoPeriod() {
        assertEquals(Optional.empty(), Period.of(Resource.SEATS, SHANGHAI, Instant.EPOCH));
    }
}
