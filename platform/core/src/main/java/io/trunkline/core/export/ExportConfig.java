package io.trunkline.core.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What bounds an export.
@ConfigMapping(prefix = "trunkline.export")
public interface ExportConfig {

    /// Customers in one file; a longer list is cut there, and the export says so.
    @WithDefault("100000")
    int mostRows();

    /// After which an export is given up.
    @WithDefault("10m")
    Duration timeLimit();

    /// How long a file can be fetched.
    @WithDefault("24h")
    Duration kept();

    /// Exports one node makes at a time; others wait for their turn.
    @WithDefault("2")
    int atOnce();
}
