package io.trunkline.tenancy.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.PluginException;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntryLimitsTest {

    private static final ZonedDateTime THURSDAY_NOON =
            ZonedDateTime.parse("2026-11-26T12:00+08:00[Asia/Shanghai]");
    private static final String OFFICE = "10.24.3.4";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "office",
                "10.24.0.0/33",
                "10.24.5.1/16",
                "10.24.0",
                "10.24.0.0-10.25.0.0",
                "10.24.*.*",
                "*",
                "2001:db8::/129",
                "2001:db8::1/32"
            })
    void whatIsNoRangeIsRefusedByName(String text) {
        PluginException refused =
                assertThrows(PluginException.class, () -> AddressRange.of(text, ""));
        assertEquals(AccessError.RANGE_INVALID, refused.code());
        assertEquals(List.of(text), refused.arguments());
    }

    @Test
    void rangesThatOverlapAreRefusedByName() {
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () -> addresses("10.24.0.0/16", "2001:db8::/32", "10.24.7.0/24").checked());
        assertEquals(AccessError.RANGES_OVERLAP, refused.code());
        assertEquals(List.of("10.24.7.0/24", "10.24.0.0/16"), refused.arguments());
        assertEquals(2, addresses("10.24.0.0/16", "10.25.0.1").checked().addresses().size());
    }

    @Test
    void anAddressMustLieInARange() {
        EntryLimits limits =
                new EntryLimits(
                        addresses("10.24.0.0/16", "2001:db8::/32"), List.of(), OwnDevices.NONE);
        assertTrue(limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON).isEmpty());
        assertTrue(limits.refusal(Entrance.from("2001:db8:1::7"), THURSDAY_NOON).isEmpty());
        assertTrue(
                limits.refusal(Entrance.from("::ffff:10.24.9.9"), THURSDAY_NOON).isEmpty(),
                "IPv4 mapped");
        for (String elsewhere : List.of("10.25.0.1", "2001:db9::1", "unknown", "")) {
            PluginException refusal =
                    limits.refusal(Entrance.from(elsewhere), THURSDAY_NOON).orElseThrow();
            assertEquals(AccessError.ADDRESS_NOT_ALLOWED, refusal.code());
            assertEquals(List.of(elsewhere, "10.24.0.0/16, 2001:db8::/32"), refusal.arguments());
        }
    }

    @Test
    void hoursEndAndBeginAgain() {
        EntryLimits limits =
                new EntryLimits(
                        new AccessLimits(List.of(), List.of(weekdays("07:30", "21:00"))),
                        List.of(),
                        OwnDevices.NONE);
        assertTrue(limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON).isEmpty());
        assertTrue(
                limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON.withHour(7).withMinute(30))
                        .isEmpty());
        assertEquals(
                List.of("2026-11-26 07:30"),
                limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON.withHour(7).withMinute(29))
                        .orElseThrow()
                        .arguments());
        assertEquals(
                List.of("2026-11-30 07:30"),
                limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON.plusDays(1).withHour(21))
                        .orElseThrow()
                        .arguments(),
                "over the week end");
    }

    @Test
    void hoursMayGoOverMidnight() {
        AccessLimits night = new AccessLimits(List.of(), List.of(weekdays("22:00", "06:00")));
        EntryLimits limits = new EntryLimits(night, List.of(), OwnDevices.NONE);
        assertTrue(limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON.withHour(23)).isEmpty());
        assertTrue(limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON.withHour(5)).isEmpty());
        assertTrue(
                limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON.plusDays(2).withHour(5))
                        .isEmpty());
        assertTrue(
                limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON.plusDays(2).withHour(23))
                        .isPresent());
        assertTrue(limits.refusal(Entrance.from(OFFICE), THURSDAY_NOON).isPresent());
    }

    @Test
    void whatAreNoHoursIsRefused() {
        for (Runnable wrong :
                List.<Runnable>of(
                        () -> WorkingHours.of(List.of(), "07:30", "21:00"),
                        () -> WorkingHours.of(List.of(DayOfWeek.MONDAY), "7:30", "21:00"),
                        () -> WorkingHours.of(List.of(DayOfWeek.MONDAY), "07:30", "25:00"),
                        () -> WorkingHours.of(List.of(DayOfWeek.MONDAY), "07:30", "07:30"))) {
            PluginException refused = assertThrows(PluginException.class, wrong::run);
            assertEquals(AccessError.ACCESS_HOURS_INVALID, refused.code());
        }
    }

    @Test
    void theTenantAndOneRoleMustAllow() {
        AccessLimits office = addresses("10.24.0.0/16");
        AccessLimits shop = addresses("10.30.0.0/16");
        EntryLimits both =
                new EntryLimits(AccessLimits.NONE, List.of(office, shop), OwnDevices.NONE);
        assertTrue(both.refusal(Entrance.from(OFFICE), THURSDAY_NOON).isEmpty());
        assertTrue(both.refusal(Entrance.from("10.30.0.1"), THURSDAY_NOON).isEmpty());
        assertTrue(both.refusal(Entrance.from("10.40.0.1"), THURSDAY_NOON).isPresent());
        assertTrue(
                new EntryLimits(
                                AccessLimits.NONE,
                                List.of(office, AccessLimits.NONE),
                                OwnDevices.NONE)
                        .refusal(Entrance.from("10.40.0.1"), THURSDAY_NOON)
                        .isEmpty(),
                "a role without limits allows");
        assertTrue(
                new EntryLimits(shop, List.of(office), OwnDevices.NONE)
                        .refusal(Entrance.from(OFFICE), THURSDAY_NOON)
                        .isPresent(),
                "the tenant's hold besides");
    }

    @Test
    void whatIsStoredIsReadAgain() {
        AccessLimits limits =
                new AccessLimits(
                        List.of(AddressRange.of("10.24.0.0/16", "District office")),
                        List.of(weekdays("22:00", "24:00")));
        assertEquals(limits, AccessJson.read(AccessJson.write(limits)));
        assertEquals(AccessLimits.NONE, AccessJson.read("{}"));
        assertEquals(List.of(limits), AccessJson.readAll("[" + AccessJson.write(limits) + "]"));
    }

    private static AccessLimits addresses(String... ranges) {
        return new AccessLimits(
                List.of(ranges).stream().map(range -> AddressRange.of(range, "")).toList(),
                List.of());
    }

    private static WorkingHours weekdays(String from, String until) {
        return WorkingHours.of(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), from, until);
    }
}
