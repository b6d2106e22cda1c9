package io.trunkline.pluginhost;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;

/// When a release that is rolled out goes on to more tenants, and when it is taken back.
///
/// @param holdSeconds how long a step is watched at least, up to a day
/// @param leastCalls how many calls the release has to serve in a step before it goes on
/// @param failureMargin by how much the share of failed calls may exceed the other's, in percent
///   points; three failures at least
/// @param latencyFactor how many times the other's 95th percentile its own may be, once it served
///   `leastCalls`; differences below 100 ms do not count
public record RolloutRules(
        int holdSeconds, int leastCalls, double failureMargin, double latencyFactor) {

    public static final RolloutRules USUAL = new RolloutRules(600, 20, 2, 2);

    private static final int DAY = 86_400;
    private static final int MOST_CALLS = 1_000_000;
    private static final double MOST_MARGIN = 100;
    private static final double MOST_FACTOR = 1_000;

    /// @throws PluginException `INVALID` naming what is out of range
    public RolloutRules {
        within("holdSeconds", holdSeconds, 0, DAY);
        within("leastCalls", leastCalls, 0, MOST_CALLS);
        within("failureMargin", failureMargin, 0, MOST_MARGIN);
        within("latencyFactor", latencyFactor, 1, MOST_FACTOR);
    }

    private static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new PluginException(StandardErrorCode.INVALID, name, value);
        }
    }
}
