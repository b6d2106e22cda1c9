package io.trunkline.pluginhost;

import java.time.Instant;

/// A release that an operator installed: never changed, never another one of its version.
///
/// @param sha256 of the zip
/// @param publisher whose certificate signed it, by its common name
/// @param certificate SHA-256 of that certificate
/// @param requires the range of SPI versions it runs on
/// @param changelog Markdown, as its publisher wrote it; empty for none
public record PluginRelease(
        String pluginId,
        String version,
        String sha256,
        String publisher,
        String certificate,
        String requires,
        String changelog,
        long bytes,
        Instant installedAt,
        String installedBy) {}
