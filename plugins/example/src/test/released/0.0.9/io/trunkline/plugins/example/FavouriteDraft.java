package io.trunkline.plugins.example;

public record FavouriteDraft(long customerId, String note) {}
