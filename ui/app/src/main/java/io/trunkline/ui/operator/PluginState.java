package io.trunkline.ui.operator;

import io.trunkline.pluginhost.NodeReport;
import io.trunkline.pluginhost.PluginCatalogue;
import io.trunkline.pluginhost.PluginRelease;
import io.trunkline.pluginhost.PluginRollout;
import io.trunkline.pluginhost.PluginRollout.Calls;
import io.trunkline.pluginhost.RecentCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One plugin as the screen shows it. Two looks are equal unless something that is seen changed.
///
/// @param kind BUNDLED, RELEASE or NONE, as [PluginCatalogue.Entry#kind()]
/// @param version the one every node is to run; null for none
/// @param rollout the open one; null for none
/// @param recent calls of the last five minutes, by version
record PluginState(
        String id,
        String kind,
        @Nullable String version,
        @Nullable String bundled,
        List<PluginRelease> releases,
        List<Node> nodes,
        @Nullable PluginRollout rollout,
        List<RecentCalls> recent) {

    static final String BUNDLED = "BUNDLED";
    static final String RELEASE = "RELEASE";
    static final String NONE = "NONE";

    /// Nodes speak every two seconds; one that did not for so long may be gone.
    private static final Duration SILENT = Duration.ofSeconds(20);

    /// @param reason why it does not run what is wanted; null where it does
    /// @param rolloutReason why it cannot build what is rolled out; null where it did
    /// @param stuck its calls that do not end
    /// @param halted whether there are so many of them that it is called no more
    /// @param silentSince when it spoke last; null while it speaks
    record Node(
            String name,
            @Nullable String version,
            @Nullable String reason,
            @Nullable String rolloutReason,
            int stuck,
            boolean halted,
            @Nullable Instant silentSince) {

        static Node of(NodeReport report, Instant now) {
            boolean silent = report.seenAt().plus(SILENT).isBefore(now);
            return new Node(
                    report.node(),
                    report.version(),
                    report.reason(),
                    report.rolloutReason(),
                    report.stuck(),
                    report.halted(),
                    silent ? report.seenAt() : null);
        }

        boolean troubled() {
            return reason != null || rolloutReason != null || halted || silentSince != null;
        }
    }

    static PluginState of(PluginCatalogue.Entry entry, List<PluginRollout> open, Instant now) {
        return new PluginState(
                entry.pluginId(),
                entry.kind(),
                entry.kind().equals(BUNDLED) ? entry.bundled() : entry.version(),
                entry.bundled(),
                entry.releases(),
                entry.nodes().stream().map(report -> Node.of(report, now)).toList(),
                open.stream()
                        .filter(one -> one.pluginId().equals(entry.pluginId()))
                        .findFirst()
                        .orElse(null),
                entry.recent());
    }

    /// Of all versions together: the slowest one's time.
    Calls calls() {
        return recent.stream()
                .map(RecentCalls::calls)
                .reduce(
                        new Calls(0, 0, 0),
                        (one, other) ->
                                new Calls(
                                        one.calls() + other.calls(),
                                        one.failures() + other.failures(),
                                        Math.max(one.slowMillis(), other.slowMillis())));
    }

    Optional<PluginRollout> open() {
        return Optional.ofNullable(rollout);
    }

    long troubledNodes() {
        return nodes.stream().filter(Node::troubled).count();
    }

    /// Nodes that run another version than is wanted, and say no reason: they are about to follow.
    long followingNodes() {
        return nodes.stream().filter(node -> !node.troubled() && !runsWanted(node)).count();
    }

    boolean runsWanted(Node node) {
        return version == null ? node.version() == null : version.equals(node.version());
    }

    /// Whether none of it is to run, and none does: nobody runs it, then, however many nodes speak.
    boolean isGone() {
        return kind.equals(NONE) && running().isEmpty();
    }

    /// How many nodes run which version, of those that speak.
    SortedMap<String, Integer> running() {
        SortedMap<String, Integer> running = new TreeMap<>();
        for (Node node : nodes) {
            if (node.version() != null && node.silentSince() == null) {
                running.merge(node.version(), 1, Integer::sum);
            }
        }
        return running;
    }

    int speakingNodes() {
        return (int) nodes.stream().filter(node -> node.silentSince() == null).count();
    }

    /// Whether every node runs what is wanted. Where none is heard of, none says otherwise.
    boolean runsAsWanted() {
        return nodes.isEmpty()
                || (version == null
                        ? running().isEmpty()
                        : running().equals(Map.of(version, speakingNodes())));
    }

    boolean isWanted(PluginRelease release) {
        return kind.equals(RELEASE) && release.version().equals(version);
    }

    /// Whether a release may begin to take the place of what runs.
    boolean mayRollOut(PluginRelease release) {
        return rollout == null && !kind.equals(NONE) && !isWanted(release);
    }
}
