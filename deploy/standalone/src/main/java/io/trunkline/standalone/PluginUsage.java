package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The table of `./trunkline plugin help`, which the script prints too: a step, its words, and
/// below or beside them what it does.
final class PluginUsage {
    private static final String FILE = "plugin-usage.txt";
    private static final String BEGINNING = "  plugin ";

    private PluginUsage() {}

    /// For one who called a step with other words than it takes, or a step there is none of.
    static StandaloneException unclear(String step) {
        var lines = step.isEmpty() ? all() : lines(step);
        return new StandaloneException(
                lines.isEmpty()
                        ? "There is no \"plugin %s\". There are:%n%n%s"
                                .formatted(step, String.join("\n", all()))
                        : "Say what:\n\n" + String.join("\n", lines));
    }

    /// What the table says of a step; nothing where there is none such.
    static List<String> lines(String step) {
        List<String> lines = new ArrayList<>();
        var within = false;
        for (var line : all()) {
            if (line.startsWith(BEGINNING)) {
                within = step(line).equals(step);
            }
            if (within) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String step(String line) {
        return line.substring(BEGINNING.length()).split(" ", 2)[0];
    }

    static List<String> all() {
        try (var table = Objects.requireNonNull(PluginUsage.class.getResourceAsStream(FILE))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
