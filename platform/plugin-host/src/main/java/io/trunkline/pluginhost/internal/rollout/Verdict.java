package io.trunkline.pluginhost.internal.rollout;

import io.trunkline.pluginhost.PluginRollout.Reason;
import io.trunkline.pluginhost.PluginRollout.Reason.Code;
import io.trunkline.pluginhost.RolloutRules;
import io.trunkline.pluginhost.internal.call.CallCounts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Compares how a release serves with how the one before does.
final class Verdict {

    /// Fewer may be anything.
    private static final int LEAST_FAILURES = 3;

    private static final double MOST_CALLS = 0.95;
    private static final long NOTICEABLE_MILLIS = 100;
    private static final double PERCENT = 100;

    private Verdict() {}

    /// @return why the release is to be taken back; empty where it does as well as the one before
    static Optional<Reason> fault(RolloutRules rules, CallCounts fresh, CallCounts old) {
        double failed = fresh.failureRate() * PERCENT;
        double otherwise = old.failureRate() * PERCENT;
        if (fresh.failures() >= LEAST_FAILURES && failed > otherwise + rules.failureMargin()) {
            return Optional.of(
                    new Reason(
                            Code.FAILURES,
                            List.of(
                                    Long.toString(fresh.failures()),
                                    Long.toString(fresh.calls()),
                                    percent(failed),
                                    percent(otherwise))));
        }
        boolean comparable = old.calls() > 0 && fresh.calls() >= Math.max(1, rules.leastCalls());
        long slow = fresh.within(MOST_CALLS);
        long usual = old.within(MOST_CALLS);
        if (comparable
                && slow > usual * rules.latencyFactor()
                && slow - usual > NOTICEABLE_MILLIS) {
            return Optional.of(
                    new Reason(Code.LATENCY, List.of(Long.toString(slow), Long.toString(usual))));
        }
        return Optional.empty();
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
