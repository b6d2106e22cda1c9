package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Log files of the parts.
final class Logs {
    private Logs() {}

    /// Reads the end of a log.
    ///
    /// @return the last lines, empty when there is no such file
    static String tail(Path log, int lines) {
        if (!Files.exists(log)) {
            return "";
        }
        try {
            var all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
