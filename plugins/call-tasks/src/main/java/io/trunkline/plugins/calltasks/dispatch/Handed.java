package io.trunkline.plugins.calltasks.dispatch;

/// How many tasks were moved.
///
/// @param count moved by this call
/// @param more true when the time for one call was used up: call again to go on
public record Handed(int count, boolean more) {}
