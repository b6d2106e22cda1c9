package io.trunkline.tenancy.access;

import io.trunkline.spi.PluginException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The limits one member stands under: those of the tenant, and those of at least one of her roles.
/// A role without limits is one that allows; so whoever has an office role and a limited one may
/// work wherever the office role lets her.
///
/// @param devices those she may work from where a limit asks for that
public record EntryLimits(AccessLimits tenant, List<AccessLimits> roles, OwnDevices devices) {

    public EntryLimits {
        roles = List.copyOf(roles);
    }

    /// @param entrance she comes in by
    /// @param at in the tenant's zone
    /// @return why not; empty when she may
    public Optional<PluginException> refusal(Entrance entrance, ZonedDateTime at) {
        Optional<PluginException> byTenant = tenant.refusal(entrance, at, devices);
        if (byTenant.isPresent() || roles.isEmpty()) {
            return byTenant;
        }
        Optional<PluginException> first = Optional.empty();
        for (AccessLimits role : roles) {
            Optional<PluginException> byRole = role.refusal(entrance, at, devices);
            if (byRole.isEmpty()) {
                return Optional.empty();
            }
            first = first.isPresent() ? first : byRole;
        }
        return first;
    }

    /// Whether the hours alone would let her.
    public boolean hoursAllow(ZonedDateTime at) {
        return new EntryLimits(
                        tenant.withoutAddresses(),
                        roles.stream().map(AccessLimits::withoutAddresses).toList(),
                        devices)
                .refusal(Entrance.from(""), at)
                .isEmpty();
    }

    /// Whether she is let in nowhere but by a device of hers that was approved.
    public boolean askForDevice() {
        return !devices.machine()
                && (tenant.devices()
                        || (!roles.isEmpty() && roles.stream().allMatch(AccessLimits::devices)));
    }

    /// What limits from where and when she works, for people to read; empty when nothing does.
    public List<String> shown() {
        return Stream.concat(Stream.of(tenant), roles.stream())
                .filter(limits -> !limits.equals(AccessLimits.NONE))
                .map(AccessLimits::shown)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }
}
