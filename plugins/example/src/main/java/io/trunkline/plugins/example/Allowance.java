package io.trunkline.plugins.example;

import org.jspecify.annotations.Nullable;

/// @param outcome what was decided; null while it waits
public record Allowance(long id, int more, @Nullable String outcome) {}
