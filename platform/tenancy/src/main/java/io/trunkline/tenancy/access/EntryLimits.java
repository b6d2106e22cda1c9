package io.trunkline.tenancy.access;

import io.trunkline.spi.PluginException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The limits one member stands under: those of the tenant, and those of at least one of her roles.
/// A role without limits is one that allows; so whoever has an office role and a limited one may
/// work wherever the office role lets her.
public record EntryLimits(AccessLimits tenant, List<AccessLimits> roles) {

    public EntryLimits {
        roles = List.copyOf(roles);
    }

    /// @param address she comes from
    /// @param at in the tenant's zone
    /// @return why not; empty when she may
    public Optional<PluginException> refusal(String address, ZonedDateTime at) {
        Optional<PluginException> byTenant = tenant.refusal(address, at);
        if (byTenant.isPresent() || roles.isEmpty()) {
            return byTenant;
        }
        Optional<PluginException> first = Optional.empty();
        for (AccessLimits role : roles) {
            Optional<PluginException> byRole = role.refusal(address, at);
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
                        roles.stream().map(AccessLimits::withoutAddresses).toList())
                .refusal("", at)
                .isEmpty();
    }

    /// What limits her, for people to read; empty when nothing does.
    public List<String> shown() {
        return Stream.concat(Stream.of(tenant), roles.stream())
                .filter(limits -> !limits.equals(AccessLimits.NONE))
                .map(AccessLimits::shown)
                .distinct()
                .toList();
    }
}
