package io.trunkline.spi;

import java.util.List;
import java.util.Optional;

/// The organization tree of the session's tenant: city, districts, teams or grids.
@ProvidedByPlatform
public interface OrgUnitDirectory {

    /// The whole tree, parents before children, siblings in their order. A tenant has some hundred
    /// units, so this is never paged.
    List<OrgUnit> all(TenantSession session);

    Optional<OrgUnit> find(TenantSession session, long orgUnitId);

    /// The top of the tree: the city's branch company.
    OrgUnit root(TenantSession session);
}
