package io.trunkline.tenancy.work;

/// So much of one kind of work.
///
/// @param source `platform` or the id of the plugin that keeps it
/// @param kind what it is, for example `customers`; the text is `open-work.<kind>`
public record WorkCount(String source, String kind, long count) {

    public static final String PLATFORM = "platform";
}
