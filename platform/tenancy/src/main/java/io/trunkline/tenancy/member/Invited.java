package io.trunkline.tenancy.member;

import io.trunkline.tenancy.identity.Accounts.Invitation;
import org.jspecify.annotations.Nullable;

/// A new member and her way in.
///
/// @param invitation null when the identity provider could not be reached: the member is there and
///   marked, and [Invitations#again] gives her a way in later
public record Invited(MemberRecord member, @Nullable Invitation invitation) {}
