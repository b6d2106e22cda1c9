package io.trunkline.tenancy.member;

import io.trunkline.spi.Member;
import io.trunkline.spi.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The current tenant's members.
@ApplicationScoped
public class Members {

    public Optional<Member> find(long id) {
        throw new UnsupportedOperationException();
    }

    /// @param ids at most 1,000
    public List<Member> findAll(Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    /// Active members of the unit and below whose roles grant the permission, by name.
    public List<Member> withPermission(Permission permission, long orgUnitId) {
        throw new UnsupportedOperationException();
    }
}
