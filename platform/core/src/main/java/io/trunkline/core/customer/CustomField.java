package io.trunkline.core.customer;

/// A field a tenant added to its customers, by hand or by an import's unmapped column.
///
/// @param key stable name in JSON, for example `网络类型`: the column's header
/// @param label for people
public record CustomField(String key, String label) {}
