package io.trunkline.plugins.calltasks.board;

import java.time.Instant;
import java.util.List;

/// How far the tasks are, as far as the caller reaches.
///
/// @param at when this was counted
/// @param totals of everything
/// @param nodes districts in the order of the tree, then the unmatched if there are any
public record Progress(Instant at, Totals totals, List<ProgressNode> nodes) {}
