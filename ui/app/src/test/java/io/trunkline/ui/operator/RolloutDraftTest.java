package io.trunkline.ui.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.pluginhost.PluginRollout.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutDraftTest {

    @Test
    void namedTenantsComeFirstThenTheSharesHoweverTheyAreWritten() {
        List<Step> steps =
                List.of(
                        new Step(List.of("wuhan", "zhengzhou"), 0),
                        new Step(List.of(), 5),
                        new Step(List.of(), 100));
        for (String shares : List.of("5, 100", "5%，100%", " 5 100 ", "5、100")) {
            assertEquals(
                    Optional.of(new RolloutDraft(steps)),
                    RolloutDraft.of(List.of("zhengzhou", "wuhan"), shares),
                    shares);
        }
    }

    @Test
    void withoutNamedTenantsItBeginsWithAShare() {
        assertEquals(
                List.of(1, 10, 100),
                RolloutDraft.of(List.of(), RolloutDraft.USUAL_SHARES).orElseThrow().steps().stream()
                        .map(Step::percent)
                        .toList());
    }

    @Test
    void sharesThatDoNotGrowToEveryoneAreNone() {
        for (String shares :
                List.of("", "10", "10, 5, 100", "0, 100", "1, 1000", "1, ten, 100", "100, 100")) {
            assertTrue(RolloutDraft.of(List.of("wuhan"), shares).isEmpty(), shares);
        }
    }
}
