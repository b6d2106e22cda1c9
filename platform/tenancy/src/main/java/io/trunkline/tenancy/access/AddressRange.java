package io.trunkline.tenancy.access;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import io.trunkline.spi.PluginException;
import org.jspecify.annotations.Nullable;

/// Addresses members may come from: one, or a block in CIDR notation, of IPv4 or IPv6.
///
/// @param text as it was entered, for example `10.24.0.0/16`
/// @param label what people call it, for example the name of an office; may be empty
public record AddressRange(String text, String label, IPAddress block) {

    /// The library also reads `10.24.0`, `10.*`, octal digits and the empty text as addresses.
    private static final IPAddressStringParameters STRICT =
            new IPAddressStringParameters.Builder()
                    .allowEmpty(false)
                    .allowAll(false)
                    .allowSingleSegment(false)
                    .allowMask(false)
                    .allow_inet_aton(false)
                    .allowWildcardedSeparator(false)
                    .setRangeOptions(AddressStringParameters.RangeParameters.NO_RANGE)
                    .toParams();

    /// @throws PluginException [AccessError#RANGE_INVALID] naming the text
    public static AddressRange of(String text, String label) {
        IPAddressString parsed = new IPAddressString(text.strip(), STRICT);
        try {
            IPAddress address = parsed.isIPAddress() ? parsed.toAddress() : null;
            // 10.24.5.1/16 names an address within the block, not the block: most likely a slip.
            if (address == null || (address.isMultiple() && !address.isSinglePrefixBlock())) {
                throw invalid(text);
            }
            if (address.isPrefixed() && !address.isSinglePrefixBlock()) {
                throw invalid(text);
            }
            return new AddressRange(text.strip(), label.strip(), address);
        } catch (AddressStringException | IncompatibleAddressException e) {
            throw invalid(text);
        }
    }

    /// The address of a request; null for one that cannot be read, which is in no range.
    static @Nullable IPAddress address(String text) {
        int zone = text.indexOf('%');
        IPAddress address =
                new IPAddressString(zone < 0 ? text : text.substring(0, zone), STRICT).getAddress();
        if (address != null && address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
            return address.toIPv6().getEmbeddedIPv4Address();
        }
        return address;
    }

    boolean holds(IPAddress address) {
        return block.getIPVersion() == address.getIPVersion() && block.contains(address);
    }

    private static PluginException invalid(String text) {
        return new PluginException(AccessError.RANGE_INVALID, text);
    }
}
