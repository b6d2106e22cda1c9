package io.trunkline.pluginhost;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A release that an operator installed: never changed, never another one of its version.
///
/// @param sha256 of the zip
/// @param publisher whose certificate signed it, by its common name
/// @param certificate SHA-256 of that certificate
/// @param requires the range of SPI versions it runs on
/// @param changelog Markdown, as its publisher wrote it; empty for none
/// @param permissions that its texts name
/// @param tables that its migrations make
/// @param rollbackTo the earliest version that can run on its tables; null for any
public record PluginRelease(
        String pluginId,
        String version,
        String sha256,
        String publisher,
        String certificate,
        String requires,
        String changelog,
        List<String> permissions,
        List<String> tables,
        @Nullable String rollbackTo,
        long bytes,
        Instant installedAt,
        String installedBy) {}
