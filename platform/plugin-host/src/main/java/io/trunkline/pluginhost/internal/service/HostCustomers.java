package io.trunkline.pluginhost.internal.service;

import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.Customers;
import io.trunkline.pluginhost.internal.call.HostSession;
import io.trunkline.spi.CustomerCard;
import io.trunkline.spi.CustomerDirectory;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.CustomerRef;
import io.trunkline.spi.TenantSession;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Core's customers for one generation.
record HostCustomers(long generation, Customers customers) implements CustomerDirectory {

    @Override
    public Optional<CustomerCard> find(TenantSession session, long customerId) {
        HostSession.require(session, generation);
        return customers.find(customerId).map(HostCustomers::card);
    }

    @Override
    public List<CustomerCard> findAll(TenantSession session, Collection<Long> customerIds) {
        HostSession.require(session, generation);
        return customers.findAll(customerIds).stream().map(HostCustomers::card).toList();
    }

    @Override
    public long count(TenantSession session, CustomerFilter filter) {
        HostSession.require(session, generation);
        return customers.count(filter);
    }

    @Override
    public List<CustomerRef> page(
            TenantSession session, CustomerFilter filter, long afterId, int limit) {
        HostSession.require(session, generation);
        return customers.refs(filter, afterId, limit);
    }

    @Override
    public void allocate(TenantSession session, Collection<Long> customerIds, long orgUnitId) {
        HostSession.require(session, generation);
        RunningTransaction.refuse();
        customers.allocate(customerIds, orgUnitId);
    }

    @Override
    public Optional<String> dial(TenantSession session, long customerId, String reason) {
        HostSession.require(session, generation);
        RunningTransaction.refuse();
        return customers.dial(customerId, reason);
    }

    private static CustomerCard card(Customer customer) {
        return new CustomerCard(
                customer.id(),
                customer.externalNumber(),
                customer.name(),
                customer.phones().isEmpty() ? null : customer.phones().getFirst().number(),
                customer.birthDate(),
                customer.agreementType(),
                customer.agreementEnd(),
                customer.monthlyCharge(),
                customer.orgUnitId(),
                customer.ownerId());
    }
}
