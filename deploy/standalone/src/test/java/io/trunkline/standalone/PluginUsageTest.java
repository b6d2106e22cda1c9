package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginUsageTest {
    private static final Set<String> OF_COMMANDS = Set.of("new", "kit");

    @Test
    void theTableHasEveryStep() {
        var steps = new HashSet<>(PluginCommand.steps());
        steps.addAll(TrustCommand.STEPS);
        steps.addAll(OF_COMMANDS);
        for (var step : steps) {
            assertFalse(PluginUsage.lines(step).isEmpty(), step);
        }
        var told =
                PluginUsage.all().stream()
                        .filter(line -> line.startsWith("  plugin "))
                        .map(line -> line.split(" +")[2])
                        .toList();
        assertEquals(steps, new HashSet<>(told));
    }

    @Test
    void oneStepIsToldWithWhatItTakes() {
        assertEquals(
                List.of(
                        "  plugin export-data ID FILE [--overwrite]",
                        "                          copy it: a zip with a zip for each tenant"),
                PluginUsage.lines("export-data"));
        assertEquals(4, PluginUsage.lines("check").size());
    }

    @Test
    void whatIsUnknownIsNamed() {
        var unknown = PluginUsage.unclear("frobnicate").getMessage();
        assertTrue(unknown.startsWith("There is no \"plugin frobnicate\". There are:"), unknown);
        assertTrue(unknown.contains("  plugin take-back ID"), unknown);
    }

    @Test
    void wordsAreCountedBeforeAServerIsAsked() {
        PluginCommand.requireClear("use", List.of("example"));
        PluginCommand.requireClear("list", List.of());
        for (var unclear :
                List.of(
                        List.of("list", "example"),
                        List.of("use"),
                        List.of("use", "example", "0.1.0", "now"),
                        List.of("roll-out", "example"),
                        List.of("export-data", "example"),
                        List.of("next"))) {
            var step = unclear.getFirst();
            var about = unclear.subList(1, unclear.size());
            var refused =
                    assertThrows(
                            StandaloneException.class,
                            () -> PluginCommand.requireClear(step, about),
                            unclear::toString);
            assertTrue(refused.getMessage().startsWith("Say what:"), refused.getMessage());
        }
    }
}
