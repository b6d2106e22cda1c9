package io.trunkline.core.customer;

import io.trunkline.core.People;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Customers to test with, made and found as the members would.
@ApplicationScoped
public class CustomerFixtures {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Customers customers;
    private final People people;

    CustomerFixtures(Customers customers, People people) {
        this.customers = customers;
        this.people = people;
    }

    /// Whether the current member sees the customer.
    public boolean sees(long id) {
        return customers.find(id).isPresent();
    }

    public Customer create(
            String tenant, String number, String name, String phone, String district) {
        return create(tenant, number, name, phone, district, null);
    }

    public Customer create(
            String tenant,
            String number,
            String name,
            String phone,
            String district,
            @Nullable LocalDate agreementEnd) {
        long unit = people.district(tenant, district);
        return people.as(
                "supervisor",
                tenant,
                () -> customers.create(draft(number, name, phone, unit, agreementEnd)));
    }

    public static CustomerDraft draft(
            String number, String name, String phone, long unit, @Nullable LocalDate agreementEnd) {
        return new CustomerDraft(
                number,
                name,
                null,
                LocalDate.of(1990, 1, 1),
                List.of(phone),
                null,
                null,
                unit,
                null,
                null,
                null,
                agreementEnd,
                null,
                Map.of());
    }

    public static CustomerDraft draft(Customer customer, String name) {
        return new CustomerDraft(
                customer.externalNumber(),
                name,
                customer.gender(),
                customer.birthDate(),
                customer.phones().stream().map(Customer.Phone::number).toList(),
                customer.idNumber(),
                customer.address(),
                customer.orgUnitId(),
                customer.ownerId(),
                customer.agreementType(),
                customer.agreementStart(),
                customer.agreementEnd(),
                customer.monthlyCharge(),
                customer.customFields());
    }

    public static CustomerDraft owned(Customer customer, long owner) {
        CustomerDraft same = draft(customer, customer.name());
        return new CustomerDraft(
                same.externalNumber(),
                same.name(),
                same.gender(),
                same.birthDate(),
                same.phones(),
                same.idNumber(),
                same.address(),
                same.orgUnitId(),
                owner,
                same.agreementType(),
                same.agreementStart(),
                same.agreementEnd(),
                same.monthlyCharge(),
                same.customFields());
    }

    public static CustomerDraft charged(Customer customer, long fen) {
        return renamedAndCharged(customer, customer.name(), fen);
    }

    public static CustomerDraft renamedAndCharged(Customer customer, String name, long fen) {
        CustomerDraft same = draft(customer, name);
        return new CustomerDraft(
                same.externalNumber(),
                same.name(),
                same.gender(),
                same.birthDate(),
                same.phones(),
                same.idNumber(),
                same.address(),
                same.orgUnitId(),
                same.ownerId(),
                same.agreementType(),
                same.agreementStart(),
                same.agreementEnd(),
                new Money(fen, Currency.getInstance("CNY")),
                same.customFields());
    }

    public static String number() {
        return "T-" + System.nanoTime() + "-" + NUMBER.incrementAndGet();
    }

    public static CustomerFilter filter(String query) {
        return new CustomerFilter(query, null, null, null, null, null);
    }

    public static CustomerFilter query(String query) {
        return filter(query);
    }

    public List<Long> list(CustomerFilter filter) {
        return customers
                .list(new CustomerQuery(filter, null, Sort.CREATED, null, 50))
                .customers()
                .stream()
                .map(Customer::id)
                .toList();
    }

    public List<Long> byPhone(String phone) {
        return customers
                .list(new CustomerQuery(CustomerFilter.ALL, phone, Sort.CREATED, null, 50))
                .customers()
                .stream()
                .map(Customer::id)
                .toList();
    }
}
