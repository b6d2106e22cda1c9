package io.trunkline.ui.customer;

import io.trunkline.core.customer.Customer;
import io.trunkline.spi.Member;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Names of the units and members that customers refer to, found for many customers at once.
@ApplicationScoped
public class CustomerNames {

    private final OrgUnits orgUnits;
    private final Members members;

    @Inject
    CustomerNames(OrgUnits orgUnits, Members members) {
        this.orgUnits = orgUnits;
        this.members = members;
    }

    Of of(List<Customer> customers) {
        Map<Long, String> units =
                orgUnits.all().stream().collect(Collectors.toMap(OrgUnit::id, OrgUnit::name));
        List<Long> owners =
                customers.stream()
                        .map(Customer::ownerId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        Map<Long, String> names =
                owners.isEmpty()
                        ? Map.of()
                        : members.findAll(owners).stream()
                                .collect(Collectors.toMap(Member::id, Member::name));
        return new Of(units, names);
    }

    /// The customer with the names of its unit and owner.
    Optional<CustomerRow> row(Optional<Customer> found) {
        return found.map(customer -> {
            Of of = of(List.of(customer));
            return new CustomerRow(0, customer, of.unit(customer), of.owner(customer));
        });
    }

    record Of(Map<Long, String> units, Map<Long, String> owners) {

        String unit(Customer customer) {
            return units.getOrDefault(customer.orgUnitId(), "");
        }

        String owner(Customer customer) {
            return customer.ownerId() == null ? "" : owners.getOrDefault(customer.ownerId(), "");
        }
    }
}
