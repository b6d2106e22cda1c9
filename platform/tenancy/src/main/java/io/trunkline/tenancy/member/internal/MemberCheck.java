package io.trunkline.tenancy.member.internal;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.identity.IdentityError;
import io.trunkline.tenancy.identity.MachineClients;
import io.trunkline.tenancy.member.MemberDraft;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.member.MemberRecord.HeldRole;
import io.trunkline.tenancy.member.PhoneCheck;
import io.trunkline.tenancy.member.RoleOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What may be kept of a member, and who may change what of whom. Made for one call.
public record MemberCheck(Session session, PhoneCheck numbers) {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9.@_-]{1,99}");
    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SKILL = 40;
    private static final int MOST_SKILLS = 30;
    private static final int MOST_PHONES = 5;

    public static String username(String typed) {
        String username = typed.strip();
        if (!USERNAME.matcher(username).matches()) {
            throw new PluginException(MemberError.USERNAME_INVALID);
        }
        if (MachineClients.isMachine(username)) {
            throw new PluginException(IdentityError.ACCOUNT_OF_MACHINE);
        }
        return username;
    }

    public static @Nullable String mail(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String mail = typed.strip();
        if (mail.length() > 200 || !MAIL.matcher(mail).matches()) {
            throw new PluginException(MemberError.MAIL_INVALID);
        }
        return mail;
    }

    /// The draft as it is kept.
    ///
    /// @throws PluginException [MemberError]
    public MemberDraft cleaned(MemberDraft draft) {
        String name = draft.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new PluginException(MemberError.MEMBER_NAME_INVALID);
        }
        return new MemberDraft(
                name,
                draft.orgUnitId(),
                draft.positionId(),
                draft.roleIds().stream().distinct().toList(),
                skills(draft.skills()),
                phones(draft.phones()),
                draft.hours());
    }

    private static List<String> skills(List<String> typed) {
        Set<String> skills = new LinkedHashSet<>();
        for (String one : typed) {
            String skill = one.strip();
            if (skill.length() > LONGEST_SKILL) {
                throw new PluginException(MemberError.SKILL_INVALID, skill);
            }
            if (!skill.isEmpty()) {
                skills.add(skill);
            }
        }
        if (skills.size() > MOST_SKILLS) {
            throw new PluginException(MemberError.SKILL_INVALID, "");
        }
        return List.copyOf(skills);
    }

    private List<String> phones(List<String> typed) {
        Set<String> phones = new LinkedHashSet<>();
        for (String one : typed) {
            if (!one.isBlank()) {
                phones.add(
                        numbers.toE164(one)
                                .orElseThrow(() ->
                                        new PluginException(
                                                MemberError.MEMBER_PHONE_INVALID, one.strip())));
            }
        }
        if (phones.size() > MOST_PHONES) {
            throw new PluginException(MemberError.MEMBER_PHONE_INVALID, "");
        }
        return List.copyOf(phones);
    }

    /// A member outside of the caller's area is like none: where she is, is not told.
    public void requireReach(MemberRecord member) {
        if (!session.scope().covers(member.member().orgUnitId())) {
            throw new PluginException(StandardErrorCode.NOT_FOUND);
        }
    }

    /// Where a member is put.
    ///
    /// @throws PluginException `MEMBER_UNIT_UNKNOWN`, `MEMBER_LEAVES_REACH`
    public void requireUnit(long orgUnitId, boolean exists) {
        if (!exists) {
            throw new PluginException(MemberError.MEMBER_UNIT_UNKNOWN);
        }
        if (session.scope().kind() != RowScope.Kind.TENANT && !session.scope().covers(orgUnitId)) {
            throw new PluginException(MemberError.MEMBER_LEAVES_REACH);
        }
    }

    /// Nobody changes where she stands herself.
    public void requireOther(MemberRecord old, MemberDraft draft) {
        boolean standing =
                old.member().orgUnitId() != draft.orgUnitId()
                        || !Objects.equals(old.positionId(), draft.positionId())
                        || !Set.copyOf(old.extraRoles()).equals(Set.copyOf(draft.roleIds()));
        if (standing) {
            requireOther(old.id());
        }
    }

    public void requireOther(long memberId) {
        if (Objects.equals(session.actor().memberId(), memberId)) {
            throw new PluginException(MemberError.MEMBER_SELF);
        }
    }

    /// Roles that are given or taken must be for the caller to give.
    ///
    /// @param before the roles so far
    /// @param after the roles from now on
    public void requireDelegable(
            Map<Long, RoleOption> known, Collection<Long> before, Collection<Long> after) {
        Set<Long> changed = new HashSet<>(before);
        changed.removeAll(after);
        Set<Long> given = new HashSet<>(after);
        given.removeAll(before);
        changed.addAll(given);
        requireDelegable(known, changed);
    }

    /// Who is changed, moved, shut out or let in by another has no role that is above the caller:
    /// else a district would decide over the company.
    public void requireBelow(Map<Long, RoleOption> known, MemberRecord member) {
        requireDelegable(
                known, member.roles().stream().map(HeldRole::id).collect(Collectors.toSet()));
    }

    /// The same, except that what is no matter of where she stands everyone changes of herself.
    public void requireSelfOrBelow(Map<Long, RoleOption> known, MemberRecord member) {
        if (!Objects.equals(session.actor().memberId(), member.id())) {
            requireBelow(known, member);
        }
    }

    private void requireDelegable(Map<Long, RoleOption> known, Collection<Long> roles) {
        if (session.may(CorePermissions.ROLE_MANAGE)) {
            return;
        }
        for (Long id : roles) {
            RoleOption role = known.get(id);
            if (role != null && !role.delegable()) {
                throw new PluginException(MemberError.ROLE_NOT_DELEGABLE, role.key());
            }
        }
    }
}
