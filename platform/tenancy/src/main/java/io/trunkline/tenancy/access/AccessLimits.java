package io.trunkline.tenancy.access;

import inet.ipaddr.IPAddress;
import io.trunkline.spi.PluginException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From where, when and by what; a kind of limit that names nothing does not limit.
///
/// @param devices whether only devices that an administrator approved will do
public record AccessLimits(
        List<AddressRange> addresses, List<WorkingHours> hours, boolean devices) {

    public static final AccessLimits NONE = new AccessLimits(List.of(), List.of());
    private static final int MOST = 200;

    public AccessLimits {
        addresses = List.copyOf(addresses);
        hours = List.copyOf(hours);
    }

    /// From where and when, by any device.
    public AccessLimits(List<AddressRange> addresses, List<WorkingHours> hours) {
        this(addresses, hours, false);
    }

    /// @throws PluginException [AccessError#RANGES_OVERLAP] naming both, so that each range that is
    ///   taken away really is
    public AccessLimits checked() {
        if (addresses.size() > MOST || hours.size() > MOST) {
            throw new PluginException(AccessError.RANGE_INVALID, "> " + MOST);
        }
        for (int i = 0; i < addresses.size(); i++) {
            for (int j = i + 1; j < addresses.size(); j++) {
                AddressRange one = addresses.get(i);
                AddressRange other = addresses.get(j);
                if (one.holds(other.block()) || other.holds(one.block())) {
                    throw new PluginException(AccessError.RANGES_OVERLAP, other.text(), one.text());
                }
            }
        }
        return this;
    }

    AccessLimits withoutAddresses() {
        return new AccessLimits(List.of(), hours);
    }

    /// For people to read: `10.24.0.0/16, 07:30–21:00`.
    String shown() {
        return Stream.concat(
                        addresses.stream().map(AccessLimits::shown),
                        hours.stream().map(within -> within.from() + "–" + within.until()))
                .collect(Collectors.joining(", "));
    }

    /// @return why not; empty when it is allowed
    Optional<PluginException> refusal(Entrance entrance, ZonedDateTime at, OwnDevices own) {
        String address = entrance.address();
        if (!addresses.isEmpty()) {
            IPAddress from = AddressRange.address(address);
            if (from == null || addresses.stream().noneMatch(range -> range.holds(from))) {
                return Optional.of(
                        new PluginException(
                                AccessError.ADDRESS_NOT_ALLOWED,
                                address,
                                String.join(
                                        ", ",
                                        addresses.stream().map(AccessLimits::shown).toList())));
            }
        }
        if (!hours.isEmpty() && hours.stream().noneMatch(within -> within.hold(at))) {
            ZonedDateTime next =
                    hours.stream()
                            .map(within -> within.next(at))
                            .min(ZonedDateTime::compareTo)
                            .orElse(at);
            return Optional.of(
                    new PluginException(
                            AccessError.TIME_NOT_ALLOWED,
                            next.toLocalDate() + " " + next.toLocalTime()));
        }
        // Last, so that whoever may not come in from there or now is not told to have a device
        // approved that would not help her.
        if (devices && !own.hold(entrance.device())) {
            return Optional.of(unknown(entrance.device()));
        }
        return Optional.empty();
    }

    private static PluginException unknown(@Nullable String device) {
        return device == null
                ? new PluginException(AccessError.DEVICE_MISSING)
                : new PluginException(AccessError.DEVICE_NOT_APPROVED, DeviceSecret.code(device));
    }

    private static String shown(AddressRange range) {
        return range.label().isEmpty() ? range.text() : range.label();
    }
}
