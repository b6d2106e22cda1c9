package io.trunkline.ui.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vaadin.flow.component.html.Span;
import io.trunkline.pluginhost.NodeReport;
import io.trunkline.pluginhost.PluginCatalogue;
import io.trunkline.pluginhost.PluginRelease;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PluginStateTest {

    private static final Instant NOW = Instant.parse("2026-11-26T23:00:00Z");
    private static final PluginWords WORDS = new PluginWords(Locale.UK);

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

    @Test
    void whatCouldNotBeBuiltIsWantedAndWhatRunsIsTold() {
        PluginState failed = wanted("0.3.0", node("0.2.0", "no classes", NOW));
        assertFalse(failed.runsAsWanted());
        assertEquals("0.2.0 · wanted: 0.3.0 · installed release", WORDS.version(failed));
        assertEquals("wanted, not running", mark(failed, "0.3.0", true));
        assertEquals("still runs on the node", mark(failed, "0.2.0", false));
        assertEquals("", mark(failed, "0.1.0", false));

        PluginState partly =
                wanted("0.3.0", node("0.2.0", "no classes", NOW), node("0.3.0", null, NOW));
        assertEquals("0.2.0, 0.3.0", WORDS.running(partly));
        assertEquals("wanted, runs on 1 of 2 nodes", mark(partly, "0.3.0", true));

        PluginState fine = wanted("0.3.0", node("0.3.0", null, NOW));
        assertTrue(fine.runsAsWanted());
        assertEquals("0.3.0 · installed release", WORDS.version(fine));
        assertEquals("in use", mark(fine, "0.3.0", true));
    }

    @Test
    void whatASilentNodeRanRunsNoMore() {
        PluginState silent = wanted("0.3.0", node("0.3.0", null, NOW.minusSeconds(60)));
        assertEquals("not running", WORDS.running(silent));
        assertEquals("wanted, not running", mark(silent, "0.3.0", true));
    }

    @Test
    void nobodyRunsWhatWasRemoved() {
        PluginState ending = of(PluginState.NONE, null, node("0.2.0", null, NOW));
        assertFalse(ending.isGone());
        assertEquals(1, ending.followingNodes());
        assertEquals("0.2.0 · removed · not used", WORDS.version(ending));
        PluginState gone = of(PluginState.NONE, null, node(null, null, NOW));
        assertTrue(gone.isGone());
        assertEquals("not used", WORDS.version(gone));
    }

    private static String mark(PluginState plugin, String version, boolean wanted) {
        return WORDS.use(plugin, version, wanted).map(Span::getText).orElse("");
    }

    private static PluginState wanted(String version, NodeReport... nodes) {
        return of(PluginState.RELEASE, version, nodes);
    }

    private static PluginState of(String kind, @Nullable String version, NodeReport... nodes) {
        return PluginState.of(
                new PluginCatalogue.Entry(
                        "example", kind, version, "0.1.0", List.of(), List.of(nodes), List.of()),
                List.of(),
                NOW);
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

    private static NodeReport node(
            @Nullable String version, @Nullable String reason, Instant seenAt) {
        return new NodeReport("a", "example", version, reason, null, null, 0, false, seenAt);
    }
}
