package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class RolloutReportTest {
    private static final String ROLLOUT =
            """
            {"plugin": "tax-refund", "version": "0.2.0", "from": "0.1.0", "step": 1, "tenants": %s,
             "steps": [{"tenants": ["wuhan"], "percent": 0}, {"tenants": [], "percent": 10}],
             "state": "%s", "reason": %s,
             "fresh": {"calls": 7, "failures": 6, "slowMillis": 12},
             "old": {"calls": 0, "failures": 0, "slowMillis": 0},
             "startedAt": "2026-11-27T06:00:00.5Z", "startedBy": "operator",
             "stepAt": "2026-11-27T06:10:00Z", "endedAt": %s}
            """;

    @Test
    void oneThatWasTakenBackTellsWhenAndWhy() throws Exception {
        assertEquals(
                """
                tax-refund 0.2.0 in place of 0.1.0: taken back, step 2 of 2 (10 %), 3 tenants
                    begun 2026-11-27 14:00:00 +08:00 by operator, this step 2026-11-27 14:10:00 +08:00, ended 2026-11-27 14:11:30 +08:00
                    0.2.0: 7 calls, 6 failed, 95 of 100 within 12 ms
                    0.1.0: no calls yet
                    why: 6 of 7 calls failed (85.7 %; 0.0 % of those into the release before)
                """,
                printed(
                        RolloutReport::print,
                        rollout("TAKEN_BACK", reason("FAILURES", "6", "7", "85.7", "0.0"))));
    }

    @Test
    void everyReasonIsInWords() throws Exception {
        assertEquals(
                "95 of 100 calls took up to 900 ms (11 ms into the release before)",
                why(reason("LATENCY", "900", "11")));
        assertEquals(
                "node a-1 could not build it: a class is missing",
                why(reason("NODE", "a-1", "a class is missing")));
        assertEquals("operator took it back", why(reason("OPERATOR", "operator")));
        assertEquals("WEATHER [\"rain\"]", why(reason("WEATHER", "rain")));
    }

    @Test
    void theListHasALineOfTheOpenOne() throws Exception {
        var all = "[%s, %s]".formatted(rollout("PAUSED", "null"), rollout("FINISHED", "null"));
        assertEquals(
                "    being rolled out: 0.2.0 in place of 0.1.0, paused, step 2 of 2 (10 %), 3 tenants"
                        + " since 2026-11-27 14:10:00 +08:00\n",
                printed(RolloutReport::printOpen, all));
    }

    private static String why(String reason) throws Exception {
        var said = printed(RolloutReport::print, rollout("TAKEN_BACK", reason));
        return said.substring(said.indexOf("why: ") + 5).strip();
    }

    private static String rollout(String state, String reason) {
        var ended = state.equals("TAKEN_BACK") ? "\"2026-11-27T06:11:30Z\"" : "null";
        return ROLLOUT.formatted(3, state, reason, ended);
    }

    private static String reason(String code, String... arguments) {
        return "{\"code\": \"%s\", \"arguments\": [\"%s\"]}"
                .formatted(code, String.join("\", \"", arguments));
    }

    private static String printed(BiConsumer<RolloutReport, JsonNode> print, String json)
            throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            print.accept(
                    new RolloutReport(out, ZoneId.of("Asia/Shanghai")),
                    new ObjectMapper().readTree(json));
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
