package io.trunkline.spi;

/// A person who works in a tenant.
///
/// @param username what she signs in with
/// @param name her name
/// @param orgUnitId the unit she belongs to
/// @param active whether she works here: false once disabled, and until she agrees where her
///   account is another tenant's and she was asked
public record Member(long id, String username, String name, long orgUnitId, boolean active) {}
