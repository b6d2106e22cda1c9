package io.trunkline.tenancy.work;

/// So much of one kind of work.
///
/// @param source `platform` or the id of the plugin that keeps it
/// @param kind what it is, for example `customers`; the text is `open-work.<kind>`
public record WorkCount(String source, String kind, long count) {

    public static final String PLATFORM = "platform";

    /// The platform's kind that has an owner in its row; everything else is work for someone.
    public static final String CUSTOMERS = "customers";

    public boolean isCustomers() {
        return source.equals(PLATFORM) && kind.equals(CUSTOMERS);
    }
}
