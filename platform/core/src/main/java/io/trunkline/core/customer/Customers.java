package io.trunkline.core.customer;

import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.CustomerRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The current tenant's customers: the one door for REST, screens and plugins alike. Each method
/// checks the caller's permission, stays within her row scope and applies her field policy.
///
/// All methods throw [io.trunkline.spi.PluginException] with a
/// [io.trunkline.spi.StandardErrorCode] or a [CustomerError].
@ApplicationScoped
public class Customers {

    /// @throws io.trunkline.spi.PluginException [CustomerError#CURSOR_INVALID]
    public CustomerPage list(CustomerQuery query) {
        throw new UnsupportedOperationException();
    }

    /// Counts up to 10,000; more is returned as 10,001, so that no count costs a scan of millions.
    public long count(CustomerFilter filter) {
        throw new UnsupportedOperationException();
    }

    public Optional<Customer> find(long id) {
        throw new UnsupportedOperationException();
    }

    /// @param ids at most 1,000
    public List<Customer> findAll(Collection<Long> ids) {
        throw new UnsupportedOperationException();
    }

    /// @throws InvalidCustomerException naming every wrong field
    public Customer create(CustomerDraft draft) {
        throw new UnsupportedOperationException();
    }

    /// @param version the version the draft was made from
    /// @throws InvalidCustomerException naming every wrong field
    /// @throws io.trunkline.spi.PluginException `STALE` when someone changed it since, `NOT_FOUND`
    public Customer update(long id, int version, CustomerDraft draft) {
        throw new UnsupportedOperationException();
    }

    /// Matching customers in the order of their ids, for work in chunks.
    ///
    /// @param limit at most 5,000
    public List<CustomerRef> refs(CustomerFilter filter, long afterId, int limit) {
        throw new UnsupportedOperationException();
    }

    /// Puts customers into another unit; those already there are left alone. Idempotent.
    ///
    /// @param ids at most 1,000
    public void allocate(Collection<Long> ids, long orgUnitId) {
        throw new UnsupportedOperationException();
    }

    /// The number to dial in full; who asked and why is logged in the same transaction.
    public Optional<String> dial(long id, String reason) {
        throw new UnsupportedOperationException();
    }

    public List<CustomField> customFields() {
        throw new UnsupportedOperationException();
    }
}
