package io.trunkline.rest.tenant;

/// @param key what the header `Trunkline-Tenant` takes
public record TenantJson(String key, String name) {}
