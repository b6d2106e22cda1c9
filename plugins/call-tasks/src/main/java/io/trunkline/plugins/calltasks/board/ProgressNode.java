package io.trunkline.plugins.calltasks.board;

import java.util.List;

/// A row of the progress tree.
///
/// @param id the unit or member; of [Kind#UNMATCHED] the root unit
/// @param totals with everything below
/// @param pool tasks ready in this very unit, not handed further yet; 0 for an agent
/// @param children teams of a district, agents of a team; empty for an agent. Agents that sit in a
///   district itself stand beside its teams
public record ProgressNode(
        Kind kind, long id, String name, Totals totals, int pool, List<ProgressNode> children) {

    public enum Kind {
        DISTRICT,
        TEAM,
        AGENT,
        UNMATCHED
    }
}
