package io.trunkline.ui.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.pluginhost.NodeReport;
import io.trunkline.pluginhost.PluginCatalogue;
import io.trunkline.pluginhost.PluginRelease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PluginStateTest {

    private static final Instant NOW = Instant.parse("2026-11-26T23:00:00Z");

    @Test
    void aNodeThatSpeaksAgainIsNothingNew() {
        assertEquals(
                state(node("0.1.0", null, NOW.minusSeconds(3))),
                state(node("0.1.0", null, NOW.minusSeconds(1))));
    }

    @Test
    void aNodeThatIsSilentIsMarked() {
        PluginState silent = state(node("0.1.0", null, NOW.minusSeconds(30)));
        assertEquals(1, silent.troubledNodes());
        assertNotEquals(state(node("0.1.0", null, NOW)), silent);
    }

    @Test
    void aNodeThatCannotIsMarkedAndOneThatIsSlowFollows() {
        assertEquals(1, state(node("0.1.0", "no classes", NOW)).troubledNodes());
        PluginState slow = state(node("0.0.9", null, NOW));
        assertEquals(0, slow.troubledNodes());
        assertEquals(1, slow.followingNodes());
    }

    @Test
    void aNodeThatCallsItNoMoreIsMarkedAndOneThatMissesAThreadIsNot() {
        assertEquals(0, state(stuck(1, false)).troubledNodes());
        assertNotEquals(state(stuck(0, false)), state(stuck(1, false)));
        assertEquals(1, state(stuck(4, true)).troubledNodes());
    }

    private static NodeReport stuck(int calls, boolean halted) {
        return new NodeReport("a", "example", "0.1.0", null, null, null, calls, halted, NOW);
    }

    @Test
    void aReleaseTakesThePlaceOnlyOfWhatRuns() {
        PluginRelease next =
                new PluginRelease(
                        "example",
                        "0.2.0",
                        "",
                        "Partner",
                        "",
                        "",
                        "",
                        List.of(),
                        List.of(),
                        null,
                        1,
                        NOW,
                        "operator");
        assertTrue(state(node("0.1.0", null, NOW)).mayRollOut(next));
        PluginState removed =
                new PluginState(
                        "example",
                        PluginState.NONE,
                        null,
                        "0.1.0",
                        List.of(),
                        List.of(),
                        null,
                        List.of());
        assertFalse(removed.mayRollOut(next));
        PluginState used =
                new PluginState(
                        "example",
                        PluginState.RELEASE,
                        "0.2.0",
                        "0.1.0",
                        List.of(),
                        List.of(),
                        null,
                        List.of());
        assertFalse(used.mayRollOut(next));
    }

    private static PluginState state(NodeReport node) {
        return PluginState.of(
                new PluginCatalogue.Entry(
                        "example",
                        PluginState.BUNDLED,
                        null,
                        "0.1.0",
                        List.of(),
                        List.of(node),
                        List.of()),
                List.of(),
                NOW);
    }

    private static NodeReport node(String version, @Nullable String reason, Instant seenAt) {
        return new NodeReport("a", "example", version, reason, null, null, 0, false, seenAt);
    }
}
