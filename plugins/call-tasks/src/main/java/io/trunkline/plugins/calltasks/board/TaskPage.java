package io.trunkline.plugins.calltasks.board;

import io.trunkline.plugins.calltasks.work.TaskItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some tasks.
///
/// @param next id to go on from, null at the end
public record TaskPage(List<TaskItem> tasks, @Nullable Long next) {}
