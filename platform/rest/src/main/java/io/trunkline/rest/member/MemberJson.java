package io.trunkline.rest.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.spi.Member;
import io.trunkline.tenancy.member.MemberRecord;
import io.trunkline.tenancy.member.MemberRecord.Consent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A member. What stands below `active` is for those who manage her, and left out for others.
///
/// @param active false once disabled; for who does not manage her also until she has agreed
/// @param hours by day, in the tenant's zone
/// @param invitationDue whether her invitation has yet to be sent: `POST …/invitation` does it
/// @param consent `ASKED` while someone whose account was made for another tenant has yet to agree,
///   `DECLINED` when she did not; `POST …/invitation` asks once more
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberJson(
        String id,
        String username,
        String name,
        String orgUnitId,
        boolean active,
        @Nullable String positionId,
        @Nullable List<RoleJson> roles,
        @Nullable List<String> skills,
        @Nullable List<String> phones,
        @Nullable Map<String, List<String>> hours,
        @Nullable Integer version,
        @Nullable Boolean invitationDue,
        @Nullable Consent consent) {

    /// @param byPosition whether it goes with the position
    public record RoleJson(String id, String key, boolean byPosition) {}

    static MemberJson of(Member member) {
        return new MemberJson(
                "" + member.id(),
                member.username(),
                member.name(),
                "" + member.orgUnitId(),
                member.active(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static MemberJson of(MemberRecord record) {
        Member member = record.member();
        return new MemberJson(
                "" + member.id(),
                member.username(),
                member.name(),
                "" + member.orgUnitId(),
                member.active(),
                record.positionId() == null ? null : "" + record.positionId(),
                record.roles().stream()
                        .map(role -> new RoleJson("" + role.id(), role.key(), role.byPosition()))
                        .toList(),
                record.skills(),
                record.phones(),
                MemberBody.written(record.hours()),
                record.version(),
                record.invitationDue(),
                record.consent());
    }
}
