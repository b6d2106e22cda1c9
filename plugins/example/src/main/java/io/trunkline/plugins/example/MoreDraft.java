package io.trunkline.plugins.example;

/// @param more how many favourites beyond the tenant's limit, 1 to 1,000
/// @param reason for whoever decides, at most 200 characters
public record MoreDraft(int more, String reason) {}
