package io.trunkline.pluginhost.internal.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.pluginhost.PluginRollout.Reason.Code;
import io.trunkline.pluginhost.RolloutRules;
import io.trunkline.pluginhost.internal.call.CallCounts;
import io.trunkline.pluginhost.internal.call.CallMeter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class VerdictTest {

    private static final RolloutRules RULES = RolloutRules.USUAL;

    @Test
    void threeFailuresTakeItBackWhereTheOtherHasNone() {
        assertEquals(Optional.empty(), Verdict.fault(RULES, calls(10, 2, 5), calls(100, 0, 5)));
        assertEquals(
                Optional.of(new Reason(Code.FAILURES, List.of("3", "10", "30.0", "0.0"))),
                Verdict.fault(RULES, calls(10, 3, 5), calls(100, 0, 5)));
    }

    @Test
    void whatFailsAsOftenAsTheOtherGoesOn() {
        assertEquals(
                Optional.empty(), Verdict.fault(RULES, calls(1000, 119, 5), calls(1000, 100, 5)));
        assertEquals(
                Code.FAILURES,
                Verdict.fault(RULES, calls(1000, 121, 5), calls(1000, 100, 5))
                        .orElseThrow()
                        .code());
    }

    @Test
    void whatIsSlowerThanTheOtherGoesBackOnceItServedEnough() {
        assertEquals(Optional.empty(), Verdict.fault(RULES, calls(19, 0, 900), calls(100, 0, 50)));
        Reason slow = Verdict.fault(RULES, calls(20, 0, 900), calls(100, 0, 50)).orElseThrow();
        assertEquals(Code.LATENCY, slow.code());
        // Twice as long, and nobody notices.
        assertEquals(Optional.empty(), Verdict.fault(RULES, calls(99, 0, 90), calls(100, 0, 10)));
        assertEquals(Optional.empty(), Verdict.fault(RULES, calls(99, 0, 900), CallCounts.NONE));
    }

    private static CallCounts calls(int count, int failures, long millis) {
        CallMeter meter = new CallMeter();
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        for (int nth = 0; nth < count; nth++) {
            if (nth < failures) {
                meter.ended("acme", nanos, new IllegalStateException("failed"));
            } else {
                meter.served("acme", nanos);
            }
        }
        return meter.counts();
    }
}
