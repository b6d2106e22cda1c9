package io.trunkline.spi;

/// A branch company.
///
/// @param id the number all its rows carry
/// @param key its short name in URLs, configuration and Keycloak, for example `zhengzhou`
/// @param name its name as people write it
public record Tenant(int id, String key, String name) {}
