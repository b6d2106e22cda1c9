package io.trunkline.plugins.calltasks.work;

import org.jspecify.annotations.Nullable;

/// The answer to a claim over HTTP.
///
/// @param task null when nothing is left to do
public record NextTask(@Nullable CallTask task) {}
