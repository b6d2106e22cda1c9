package io.trunkline.pluginhost.internal.rollout;

import io.trunkline.pluginhost.internal.call.CallCounts;
import io.trunkline.pluginhost.internal.generation.Generation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What this node has said of its calls, so that it says each but once. Held by one thread.
public final class CallReports {

    private final Map<Key, CallCounts> said = new HashMap<>();

    private record Key(long rollout, long generation) {}

    /// What is new.
    ///
    /// @param total the generation's counts, all of them
    public record Report(long rollout, long generation, boolean fresh, CallCounts total) {}

    /// @return what [#said(List)] is told once it is kept
    public List<Report> write(Handle handle, String node, List<Report> now) {
        List<Report> written = new ArrayList<>();
        for (Report report : now) {
            CallCounts before =
                    said.getOrDefault(
                            new Key(report.rollout(), report.generation()), CallCounts.NONE);
            CallCounts added = report.total().minus(before);
            if (added.calls() > 0) {
                CountTable.add(handle, report.rollout(), node, report.fresh(), added);
                written.add(report);
            }
        }
        return written;
    }

    public void said(List<Report> written, Set<Long> open) {
        written.forEach(
                report -> said.put(new Key(report.rollout(), report.generation()), report.total()));
        said.keySet().removeIf(key -> !open.contains(key.rollout()));
    }

    public static Report of(long rollout, boolean fresh, Generation generation) {
        return new Report(rollout, generation.number(), fresh, generation.meter().counts());
    }
}
