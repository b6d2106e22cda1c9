package io.trunkline.ui.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.pluginhost.PluginError;
import io.trunkline.pluginhost.PluginRollout.Calls;
import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.pluginhost.PluginRollout.Reason.Code;
import io.trunkline.pluginhost.PluginRollout.State;
import io.trunkline.pluginhost.PluginRollout.Step;
import io.trunkline.ui.shell.ScreenTexts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PluginWordsTest {

    private static final PluginWords EN = new PluginWords(Locale.UK);
    private static final PluginWords ZH = new PluginWords(Locale.SIMPLIFIED_CHINESE);

    @Test
    void whyItWasTakenBackIsToldInTheReadersLanguage() {
        Reason reason = new Reason(Code.FAILURES, List.of("4", "20", "20.0", "0.1"));
        assertEquals(
                "Taken back by itself: 4 of 20 calls failed (20.0 %; 0.1 % of those into the"
                        + " release before).",
                EN.reason(reason));
        assertEquals("已自动撤回：20 次调用中 4 次失败（20.0%，之前的版本为 0.1%）。", ZH.reason(reason));
    }

    @Test
    void everyCodeHasWordsInBothLanguages() {
        for (PluginWords words : List.of(EN, ZH)) {
            for (Code code : Code.values()) {
                has(words, "operator.plugins.reason." + code);
            }
            for (State state : State.values()) {
                has(words, "operator.plugins.state." + state);
            }
            for (PluginError error : PluginError.values()) {
                has(words, "shell.error.PluginError." + error);
            }
        }
    }

    @Test
    void stepsAreOneLine() {
        List<Step> steps =
                List.of(
                        new Step(List.of("wuhan"), 0),
                        new Step(List.of(), 10),
                        new Step(List.of(), 100));
        assertEquals("1 named tenant, then 10 %, then everyone", EN.steps(steps));
        assertEquals("1 个指定租户 → 10% → 全部租户", ZH.steps(steps));
    }

    @Test
    void oneIsNotMany() {
        assertEquals("1 table, 12 kB", EN.text("data.total", 1, "12 kB"));
        assertEquals("2 tables, 12 kB", EN.text("data.total", 2, "12 kB"));
        assertEquals("about 1 row, 12 kB", EN.text("data.table", 1L, "12 kB"));
        assertEquals(
                "It goes on by itself after 1 minute and 1 call in this step, and goes back by"
                        + " itself when it serves worse.",
                EN.text("rollout.rules", 1, 1));
        assertTrue(EN.text("rollout.rules.last", 0, 1_200, "0.3.0").contains("1,200 calls"));
    }

    @Test
    void aShareOfNothingIsNoShare() {
        assertEquals("–", PluginWords.failedShare(new Calls(0, 0, 0)));
        assertEquals("2.5 %", PluginWords.failedShare(new Calls(40, 1, 9)));
    }

    @Test
    void aFingerprintIsShownInGroups() {
        assertEquals("0123 4567 89ab cdef …", PluginWords.shortened("0123456789abcdef0123"));
        assertEquals("1.5 MB", PluginWords.size(1024 * 1536));
        assertEquals("12 kB", PluginWords.size(12 * 1024));
    }

    private static void has(PluginWords words, String key) {
        assertTrue(ScreenTexts.has(words.locale(), key), key);
    }
}
