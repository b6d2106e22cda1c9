package io.trunkline.plugins.example;

public record Favourite(long id, long customerId, String note) {}
