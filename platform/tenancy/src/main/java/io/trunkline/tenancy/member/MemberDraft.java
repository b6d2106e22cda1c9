package io.trunkline.tenancy.member;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be kept of a member: the whole of it, also for a change.
///
/// @param roleIds those besides the position's
/// @param skills free words; what is typed twice counts once
/// @param phones in any notation
public record MemberDraft(
        String name,
        long orgUnitId,
        @Nullable Long positionId,
        List<Long> roleIds,
        List<String> skills,
        List<String> phones,
        WorkingHours hours) {

    public MemberDraft {
        roleIds = List.copyOf(roleIds);
        skills = List.copyOf(skills);
        phones = List.copyOf(phones);
    }

    /// As the member is kept now.
    public static MemberDraft of(MemberRecord member) {
        return new MemberDraft(
                member.member().name(),
                member.member().orgUnitId(),
                member.positionId(),
                member.extraRoles(),
                member.skills(),
                member.phones(),
                member.hours());
    }

    public MemberDraft inUnit(long other) {
        return new MemberDraft(name, other, positionId, roleIds, skills, phones, hours);
    }
}
