package io.trunkline.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The customers of the session's tenant, as far as the session reaches. What a field policy hides
/// or masks is hidden or masked here too.
@ProvidedByPlatform
public interface CustomerDirectory {

    /// @return empty when there is no such customer, or not for this session
    Optional<CustomerCard> find(TenantSession session, long customerId);

    /// @param customerIds at most 1,000
    /// @return those found, in no particular order
    List<CustomerCard> findAll(TenantSession session, Collection<Long> customerIds);

    long count(TenantSession session, CustomerFilter filter);

    /// Customers that match, in the order of their ids, for work in chunks.
    ///
    /// @param afterId id of the last one seen, 0 to begin
    /// @param limit at most 5,000
    /// @return fewer than `limit` only at the end
    List<CustomerRef> page(TenantSession session, CustomerFilter filter, long afterId, int limit);

    /// Puts customers into another org unit (allocation). Idempotent; each change is audited.
    ///
    /// @param customerIds at most 1,000
    /// @throws PluginException [StandardErrorCode#FORBIDDEN] without the permission
    ///   `customer.allocate` or when the unit is out of the session's scope,
    ///   [StandardErrorCode#INSIDE_TRANSACTION] inside a plugin's transaction
    void allocate(TenantSession session, Collection<Long> customerIds, long orgUnitId);

    /// The number to dial, in full even where the caller sees it masked; who asked, when and why is
    /// logged before it is returned.
    ///
    /// @param reason for the log, for example `call task 42`
    /// @return empty when the customer has no phone
    /// @throws PluginException [StandardErrorCode#NOT_FOUND], or [StandardErrorCode#FORBIDDEN]
    ///   without the permission `customer.dial`
    Optional<String> dial(TenantSession session, long customerId, String reason);
}
