package io.trunkline.plugins.calltasks.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some batches, newest first.
///
/// @param next id to go on from, null at the end
public record BatchPage(List<Batch> batches, @Nullable Long next) {}
