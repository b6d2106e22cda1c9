package io.trunkline.pluginhost.internal.service;

import io.trunkline.pluginhost.internal.call.HostSession;
import io.trunkline.spi.Member;
import io.trunkline.spi.MemberDirectory;
import io.trunkline.spi.Permission;
import io.trunkline.spi.TenantSession;
import io.trunkline.tenancy.member.Members;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The tenant's members for one generation.
record HostMembers(long generation, Members members) implements MemberDirectory {

    @Override
    public Optional<Member> find(TenantSession session, long memberId) {
        HostSession.require(session, generation);
        return members.find(memberId);
    }

    @Override
    public List<Member> findAll(TenantSession session, Collection<Long> memberIds) {
        HostSession.require(session, generation);
        return members.findAll(memberIds);
    }

    @Override
    public List<Member> withPermission(
            TenantSession session, Permission permission, long orgUnitId) {
        HostSession.require(session, generation);
        return members.withPermission(permission, orgUnitId);
    }
}
