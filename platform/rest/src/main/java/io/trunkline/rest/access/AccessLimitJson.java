package io.trunkline.rest.access;

import io.trunkline.rest.paging.Parameters;
import io.trunkline.tenancy.access.AccessLimits;
import io.trunkline.tenancy.access.AccessRules;
import io.trunkline.tenancy.access.AddressRange;
import io.trunkline.tenancy.access.WorkingHours;
import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Limits of the tenant or of a role. A list that is left out or empty does not limit.
///
/// @param role id of the role; `0` for the whole tenant; not read
/// @param devices whether only devices that an administrator approved will do, see
///   `/access-devices`; left out: any
/// @param version of what the change was made from; 0 where nothing was ever set
/// @param confirm whether to save although it keeps the caller herself out; not told
public record AccessLimitJson(
        @Nullable String role,
        @Nullable List<Range> addresses,
        @Nullable List<Hours> hours,
        @Nullable Boolean devices,
        @Nullable Integer version,
        @Nullable Boolean confirm) {

    /// @param range one address or a block like `10.24.0.0/16`
    public record Range(@Nullable String range, @Nullable String label) {}

    /// @param from and `until`: like `07:30`, in the tenant's time zone; `until` may be on the next
    ///   day
    public record Hours(
            @Nullable List<DayOfWeek> days, @Nullable String from, @Nullable String until) {}

    static AccessLimitJson of(AccessRules.Rule rule) {
        return new AccessLimitJson(
                "" + rule.roleId(),
                rule.limits().addresses().stream()
                        .map(range -> new Range(range.text(), range.label()))
                        .toList(),
                rule.limits().hours().stream()
                        .map(hours ->
                                new Hours(
                                        hours.days().stream().sorted().toList(),
                                        hours.from().toString(),
                                        hours.until().toString()))
                        .toList(),
                rule.limits().devices(),
                rule.version(),
                null);
    }

    AccessLimits limits() {
        return new AccessLimits(
                (addresses == null ? List.<Range>of() : addresses)
                        .stream()
                                .map(entry ->
                                        AddressRange.of(text(entry.range()), text(entry.label())))
                                .toList(),
                (hours == null ? List.<Hours>of() : hours)
                        .stream()
                                .map(entry ->
                                        WorkingHours.of(
                                                entry.days() == null ? List.of() : entry.days(),
                                                text(entry.from()),
                                                text(entry.until())))
                                .toList(),
                Boolean.TRUE.equals(devices));
    }

    int requireVersion() {
        if (version == null) {
            throw Parameters.invalid("version", "");
        }
        return version;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
