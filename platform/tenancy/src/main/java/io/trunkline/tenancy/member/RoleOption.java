package io.trunkline.tenancy.member;

import org.jspecify.annotations.Nullable;

/// A role that may be given.
///
/// @param name what the tenant calls it; null for a built-in one, whose name comes from the texts
/// @param delegable whether who manages members may give it without managing roles
public record RoleOption(long id, String key, @Nullable String name, boolean delegable) {}
