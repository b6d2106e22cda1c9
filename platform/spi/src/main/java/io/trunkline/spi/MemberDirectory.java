package io.trunkline.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The people who work in the session's tenant.
@ProvidedByPlatform
public interface MemberDirectory {

    Optional<Member> find(TenantSession session, long memberId);

    /// @param memberIds at most 1,000
    List<Member> findAll(TenantSession session, Collection<Long> memberIds);

    /// Active members ([Member#active]) of a unit and the units below it whose roles grant a
    /// permission, by name.
    List<Member> withPermission(TenantSession session, Permission permission, long orgUnitId);
}
