package io.trunkline.tenancy.member;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param members by name
/// @param next what to ask after for the page that follows; null at the end
/// @param total how many match in all
public record MemberPage(List<MemberRecord> members, @Nullable Long next, long total) {

    public MemberPage {
        members = List.copyOf(members);
    }
}
