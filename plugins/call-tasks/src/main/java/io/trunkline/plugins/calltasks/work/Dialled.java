package io.trunkline.plugins.calltasks.work;

/// A number to dial.
///
/// @param number in full; that it was shown is logged
public record Dialled(String number) {}
