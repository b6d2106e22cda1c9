package io.trunkline.tenancy.config;

/// The text of a tenant's file, wherever it lies.
///
/// @param name for example `wuhan.yaml`
public record TenantFile(String name, String text) {}
