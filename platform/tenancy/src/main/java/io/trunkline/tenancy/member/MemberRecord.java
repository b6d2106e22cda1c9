package io.trunkline.tenancy.member;

import io.trunkline.spi.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A member with all that is kept of her.
///
/// @param member active until she is disabled, whether or not she has agreed: see [#present()]
/// @param positionId what she is in the company; null for nothing in particular
/// @param roles those of her position and those given besides, by key
/// @param phones E.164, in her order
/// @param version to be named by who changes it
/// @param invitationDue whether she has yet to be given a way in: her invitation could not be sent
/// @param consent of someone whose account was made for another tenant: what she said; null where
///   nobody has to ask her, or she agreed
public record MemberRecord(
        Member member,
        @Nullable Long positionId,
        List<HeldRole> roles,
        List<String> skills,
        List<String> phones,
        WorkingHours hours,
        int version,
        boolean invitationDue,
        @Nullable Consent consent) {

    public MemberRecord {
        roles = List.copyOf(roles);
        skills = List.copyOf(skills);
        phones = List.copyOf(phones);
    }

    /// @param name what the tenant calls it; null for a built-in one, whose name comes from the
    ///   texts
    /// @param byPosition whether it came with the position and goes with it
    public record HeldRole(long id, String key, @Nullable String name, boolean byPosition) {}

    /// To belong to this tenant as well.
    public enum Consent {
        /// She is asked when she signs in next.
        ASKED,
        /// She does not want to.
        DECLINED
    }

    public long id() {
        return member.id();
    }

    /// Whether she works here: not disabled, and she agreed where she had to be asked.
    public boolean present() {
        return member.active() && consent == null;
    }

    /// Roles given besides those of the position.
    public List<Long> extraRoles() {
        return roles.stream().filter(role -> !role.byPosition()).map(HeldRole::id).toList();
    }
}
