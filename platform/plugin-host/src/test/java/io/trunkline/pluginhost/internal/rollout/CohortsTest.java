package io.trunkline.pluginhost.internal.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.pluginhost.PluginError;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.spi.PluginException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CohortsTest {

    private static final Map<String, Integer> FIFTY = users(50);

    @Test
    void aShareIsRoundedUpAndKeepsWhoWasChosen() {
        Set<Integer> named = Cohorts.grown(7, FIFTY, Set.of(), new Step(List.of("t3", "t9"), 0));
        assertEquals(Set.of(3, 9), named);
        assertEquals(named, Cohorts.grown(7, FIFTY, named, percent(1)));
        Set<Integer> tenth = Cohorts.grown(7, FIFTY, named, percent(11));
        assertEquals(6, tenth.size());
        assertTrue(tenth.containsAll(named));
        assertEquals(Set.copyOf(FIFTY.values()), Cohorts.grown(7, FIFTY, tenth, percent(100)));
        assertEquals(1, Cohorts.grown(7, FIFTY, Set.of(), percent(1)).size());
    }

    @Test
    void everyRolloutHasAnOrderOfItsOwn() {
        assertEquals(
                Cohorts.grown(7, FIFTY, Set.of(), percent(20)),
                Cohorts.grown(7, FIFTY, Set.of(), percent(20)));
        assertNotEquals(
                Cohorts.grown(7, FIFTY, Set.of(), percent(20)),
                Cohorts.grown(8, FIFTY, Set.of(), percent(20)));
    }

    @Test
    void whoDoesNotUseItCannotBeNamed() {
        PluginException refused =
                assertThrows(
                        PluginException.class,
                        () -> Cohorts.grown(7, FIFTY, Set.of(), new Step(List.of("nobody"), 0)));
        assertEquals(PluginError.ROLLOUT_TENANT, refused.code());
    }

    private static Step percent(int percent) {
        return new Step(List.of(), percent);
    }

    private static Map<String, Integer> users(int count) {
        Map<String, Integer> users = new TreeMap<>();
        for (int id = 1; id <= count; id++) {
            users.put("t" + id, id);
        }
        return users;
    }
}
