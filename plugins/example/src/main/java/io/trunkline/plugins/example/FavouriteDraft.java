package io.trunkline.plugins.example;

/// @param note why; empty for nothing, at most 200 characters
public record FavouriteDraft(long customerId, String note) {}
