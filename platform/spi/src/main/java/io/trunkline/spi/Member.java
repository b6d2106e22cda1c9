package io.trunkline.spi;

/// A person who works in a tenant.
///
/// @param username what she signs in with
/// @param name her name
/// @param orgUnitId the unit she belongs to
/// @param active false once disabled
public record Member(long id, String username, String name, long orgUnitId, boolean active) {}
