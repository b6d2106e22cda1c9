package io.trunkline.plugins.calltasks.batch;

/// What a batch would hold.
///
/// @param customers how many match now
public record BatchPreview(int customers) {}
