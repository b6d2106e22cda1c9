package io.trunkline.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.core.customer.InvalidCustomerException.Problem;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.CustomerRef;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.Money;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class CustomersTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String NORTH = TestTenants.DISTRICT;
    private static final String SOUTH = TestTenants.OTHER_DISTRICT;

    @Inject Customers customers;
    @Inject People people;

    @Test
    void aCustomerIsKeptWithAllItsFields() {
        long north = people.district("acme", NORTH);
        CustomerDraft draft =
                new CustomerDraft(
                        number(),
                        "张三",
                        Customer.Gender.MALE,
                        LocalDate.of(1980, 2, 29),
                        List.of("+86 138-1234 5678", "0371 6600 1234"),
                        north,
                        null,
                        "两年协议",
                        LocalDate.of(2025, 1, 1),
                        LocalDate.of(2027, 1, 1),
                        new Money(2985, Currency.getInstance("CNY")),
                        Map.of());
        Customer made = people.as("supervisor", "acme", () -> customers.create(draft));
        Customer read =
                people.as("supervisor", "acme", () -> customers.find(made.id()).orElseThrow());
        assertEquals(made, read);
        assertEquals("138 1234 5678", read.phones().getFirst().number());
        assertEquals("0371 6600 1234", read.phones().getLast().number());
        assertEquals(draft.monthlyCharge(), read.monthlyCharge());
        assertEquals(1, read.version());
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        CustomerDraft wrong =
                new CustomerDraft(
                        " ",
                        "",
                        null,
                        LocalDate.of(2999, 1, 1),
                        List.of("12345"),
                        1L,
                        1L,
                        null,
                        LocalDate.of(2026, 1, 2),
                        LocalDate.of(2026, 1, 1),
                        new Money(-1, Currency.getInstance("CNY")),
                        Map.of("no such field", "x"));
        InvalidCustomerException refused =
                assertThrows(
                        InvalidCustomerException.class,
                        () -> people.as("supervisor", "acme", () -> customers.create(wrong)));
        assertEquals(
                Set.of(
                        "externalNumber",
                        "name",
                        "birthDate",
                        "phones",
                        "orgUnitId",
                        "ownerId",
                        "agreementEnd",
                        "monthlyCharge",
                        "customFields.no such field"),
                refused.problems().stream().map(Problem::field).collect(Collectors.toSet()));
    }

    @Test
    void anExternalNumberIsTakenWithinItsTenantOnly() {
        String number = number();
        create("acme", number, "甲", "13900000001", NORTH);
        create("globex", number, "乙", "13900000001", NORTH);
        refused(
                CustomerError.EXTERNAL_NUMBER_TAKEN,
                () -> create("acme", number, "丙", "13900000002", NORTH));
    }

    @Test
    void anotherTenantsCustomerIsNotThere() {
        Customer acme = create("acme", number(), "隔离", "13900001111", NORTH);
        people.as(
                "supervisor",
                "globex",
                () -> {
                    assertEquals(Optional.empty(), customers.find(acme.id()));
                    assertEquals(List.of(), customers.findAll(List.of(acme.id())));
                    assertEquals(List.of(), byPhone("13900001111"));
                    assertEquals(List.of(), list(query("隔离")));
                    refused(
                            StandardErrorCode.NOT_FOUND,
                            () -> customers.update(acme.id(), 1, draft(acme, "偷")));
                    refused(StandardErrorCode.NOT_FOUND, () -> customers.dial(acme.id(), "test"));
                    long unit = people.district("globex", NORTH);
                    refused(
                            StandardErrorCode.NOT_FOUND,
                            () -> customers.allocate(List.of(acme.id()), unit));
                    return true;
                });
    }

    @Test
    void aLeadSeesHerDistrictOnly() {
        Customer north = create("acme", number(), "北区客户", "13900002221", NORTH);
        Customer south = create("acme", number(), "南区客户", "13900002222", SOUTH);
        people.as(
                "lead",
                "acme",
                () -> {
                    assertTrue(customers.find(north.id()).isPresent());
                    assertFalse(customers.find(south.id()).isPresent());
                    assertEquals(List.of(), byPhone("13900002222"));
                    CustomerFilter inSouth =
                            new CustomerFilter(null, south.orgUnitId(), null, null, null, null);
                    assertEquals(0, customers.count(inSouth));
                    return true;
                });
    }

    @Test
    void aPhoneIsFoundInAnyNotation() {
        Customer customer = create("acme", number(), "电话", "13712340001", SOUTH);
        people.as(
                "supervisor",
                "acme",
                () -> {
                    for (String typed :
                            List.of("13712340001", "+86 137 1234 0001", "１３７-1234-0001")) {
                        assertEquals(List.of(customer.id()), byPhone(typed), typed);
                        assertEquals(List.of(customer.id()), list(query(typed)), typed);
                    }
                    assertEquals(List.of(), byPhone("1371234000"));
                    return true;
                });
    }

    @Test
    void aSearchFindsNamesByTheirBeginningAndNumbersAsAWhole() {
        String number = number();
        Customer customer = create("acme", number, "欧阳修文", "13712340002", SOUTH);
        people.as(
                "supervisor",
                "acme",
                () -> {
                    assertEquals(List.of(customer.id()), list(query("欧阳修")));
                    assertEquals(List.of(customer.id()), list(query(number)));
                    assertEquals(List.of(), list(query("修文")));
                    assertEquals(List.of(), list(query("欧%")));
                    return true;
                });
    }

    @Test
    void aMaskedPhoneIsShownInPartAndFoundAsAWhole() {
        Customer customer = create("acme", number(), "掩码", "13812345678", NORTH);
        people.as(
                "agent1",
                "acme",
                () -> {
                    Customer seen = customers.find(customer.id()).orElseThrow();
                    assertEquals("138****5678", seen.phones().getFirst().number());
                    assertTrue(seen.phones().getFirst().masked());
                    assertEquals(List.of(customer.id()), byPhone("13812345678"));
                    assertEquals(List.of(), byPhone("138"));
                    assertEquals(List.of(), list(query("1381234")));
                    return true;
                });
    }

    @Test
    void aHiddenFieldIsNeitherShownNorFoundBy() {
        Customer customer = create("acme", number(), "隐藏", "13812340099", NORTH);
        people.as(
                "auditor",
                "acme",
                () -> {
                    assertNull(customers.find(customer.id()).orElseThrow().birthDate());
                    return true;
                });
    }

    @Test
    void whoSeesAMaskedPhoneKeepsItWhenSheSaves() {
        Customer customer = create("acme", number(), "保留", "13812340077", NORTH);
        people.as(
                "agent1",
                "acme",
                () -> {
                    Customer seen = customers.find(customer.id()).orElseThrow();
                    return customers.update(seen.id(), seen.version(), draft(seen, "保留二"));
                });
        Customer after =
                people.as("supervisor", "acme", () -> customers.find(customer.id()).orElseThrow());
        assertEquals("保留二", after.name());
        assertEquals(customer.phones(), after.phones());
    }

    @Test
    void aReadOnlyFieldCannotBeChanged() {
        Customer customer = create("acme", number(), "只读", "13812340066", NORTH);
        InvalidCustomerException refused =
                assertThrows(
                        InvalidCustomerException.class,
                        () ->
                                people.as(
                                        "agent1",
                                        "acme",
                                        () ->
                                                customers.update(
                                                        customer.id(),
                                                        customer.version(),
                                                        charged(customer, 1))));
        assertEquals("monthlyCharge", refused.problems().getFirst().field());
    }

    @Test
    void theSecondOfTwoSaversIsToldSo() {
        Customer customer = create("acme", number(), "并发", "13812340055", NORTH);
        people.as(
                "supervisor",
                "acme",
                () -> {
                    Customer first = customers.update(customer.id(), 1, draft(customer, "并发一"));
                    assertEquals(2, first.version());
                    refused(
                            StandardErrorCode.STALE,
                            () -> customers.update(customer.id(), 1, draft(customer, "并发二")));
                    Customer same = customers.update(customer.id(), 2, draft(first, "并发一"));
                    assertEquals(2, same.version(), "nothing differs, nothing is written");
                    return true;
                });
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        String prefix = "翻页" + NUMBER.incrementAndGet();
        Set<Long> made =
                IntStream.range(0, 25)
                        .mapToObj(i ->
                                create(
                                        "acme",
                                        number(),
                                        prefix + (i % 3),
                                        "137999900" + (10 + i),
                                        NORTH,
                                        i % 4 == 0 ? null : LocalDate.of(2027, 1, 1 + i % 5)))
                        .map(Customer::id)
                        .collect(Collectors.toSet());
        for (Sort sort : Sort.values()) {
            List<Customer> seen = new ArrayList<>();
            String after = null;
            do {
                CustomerQuery query = new CustomerQuery(filter(prefix), null, sort, after, 7);
                CustomerPage page = people.as("supervisor", "acme", () -> customers.list(query));
                seen.addAll(page.customers());
                after = page.next();
            } while (after != null);
            assertEquals(25, seen.size(), sort.name());
            assertEquals(made, seen.stream().map(Customer::id).collect(Collectors.toSet()));
            assertEquals(sorted(seen, sort), seen, sort.name());
        }
        CustomerQuery foreign = new CustomerQuery(filter(prefix), null, Sort.NAME, "nonsense!", 7);
        refused(
                CustomerError.CURSOR_INVALID,
                () -> people.as("supervisor", "acme", () -> customers.list(foreign)));
    }

    @Test
    void customersAreFilteredByDistrictAndAgreementEnd() {
        String prefix = "过滤" + NUMBER.incrementAndGet();
        long team =
                people.as(
                        "supervisor",
                        "acme",
                        () -> people.session("agent1", "acme").actor().orgUnitId());
        Customer inTeam =
                people.as(
                        "supervisor",
                        "acme",
                        () ->
                                customers.create(
                                        draft(
                                                number(),
                                                prefix,
                                                "13799001100",
                                                team,
                                                LocalDate.of(2027, 3, 15))));
        create("acme", number(), prefix, "13799001101", SOUTH, LocalDate.of(2027, 3, 15));
        create("acme", number(), prefix, "13799001102", NORTH, LocalDate.of(2027, 4, 1));
        create("acme", number(), prefix, "13799001103", NORTH, null);
        CustomerFilter march =
                new CustomerFilter(
                        prefix,
                        people.district("acme", NORTH),
                        null,
                        LocalDate.of(2027, 3, 1),
                        LocalDate.of(2027, 3, 31),
                        null);
        people.as(
                "supervisor",
                "acme",
                () -> {
                    assertEquals(List.of(inTeam.id()), list(march));
                    assertEquals(1, customers.count(march));
                    assertEquals(
                            List.of(inTeam.id()),
                            customers.refs(march, 0, 100).stream().map(CustomerRef::id).toList());
                    return true;
                });
    }

    @Test
    void allocationMovesAndIsAuditedAndToldOnce() {
        Customer customer = create("acme", number(), "划拨", "13799002200", NORTH);
        long south = people.district("acme", SOUTH);
        for (int i = 0; i < 2; i++) {
            people.as(
                    "supervisor",
                    "acme",
                    () -> {
                        customers.allocate(List.of(customer.id()), south);
                        return true;
                    });
        }
        assertEquals(
                south,
                people.as("supervisor", "acme", () -> customers.find(customer.id()).orElseThrow())
                        .orgUnitId());
        assertEquals(List.of("customer.create", "customer.allocate"), auditOf(customer.id()));
        assertEquals(
                2,
                Database.number(
                        "SELECT count(*) FROM trunkline.outbox WHERE customer_id = "
                                + customer.id()));
        refused(
                StandardErrorCode.FORBIDDEN,
                () ->
                        people.as(
                                "lead",
                                "acme",
                                () -> {
                                    customers.allocate(List.of(customer.id()), south);
                                    return true;
                                }));
    }

    @Test
    void dialingRevealsTheNumberAndIsLogged() {
        Customer customer = create("acme", number(), "拨号", "13799003300", NORTH);
        Optional<String> dialled =
                people.as("agent1", "acme", () -> customers.dial(customer.id(), "call task 7"));
        assertEquals(Optional.of("+8613799003300"), dialled);
        assertEquals(List.of("customer.create", "customer.dial"), auditOf(customer.id()));
        refused(
                StandardErrorCode.FORBIDDEN,
                () -> people.as("auditor", "acme", () -> customers.dial(customer.id(), "curious")));
    }

    @Test
    void aChangeKeepsWhatWasBefore() {
        Customer customer = create("acme", number(), "从前", "13799004400", NORTH);
        people.as(
                "supervisor",
                "acme",
                () -> customers.update(customer.id(), 1, draft(customer, "以后")));
        assertEquals(
                1,
                Database.number(
                        "SELECT count(*) FROM trunkline.audit_entry WHERE object_id = "
                                + customer.id()
                                + " AND action = 'customer.update' AND before ->> 'name' = '从前'"
                                + " AND after ->> 'name' = '以后' AND after -> 'phones' ->> 0 = '+8613799004400'"));
    }

    private Customer create(
            String tenant, String number, String name, String phone, String district) {
        return create(tenant, number, name, phone, district, null);
    }

    private Customer create(
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

    private static CustomerDraft draft(
            String number, String name, String phone, long unit, @Nullable LocalDate agreementEnd) {
        return new CustomerDraft(
                number,
                name,
                null,
                LocalDate.of(1990, 1, 1),
                List.of(phone),
                unit,
                null,
                null,
                null,
                agreementEnd,
                null,
                Map.of());
    }

    private static CustomerDraft draft(Customer customer, String name) {
        return new CustomerDraft(
                customer.externalNumber(),
                name,
                customer.gender(),
                customer.birthDate(),
                customer.phones().stream().map(Customer.Phone::number).toList(),
                customer.orgUnitId(),
                customer.ownerId(),
                customer.agreementType(),
                customer.agreementStart(),
                customer.agreementEnd(),
                customer.monthlyCharge(),
                customer.customFields());
    }

    private static CustomerDraft charged(Customer customer, long fen) {
        CustomerDraft same = draft(customer, customer.name());
        return new CustomerDraft(
                same.externalNumber(),
                same.name(),
                same.gender(),
                same.birthDate(),
                same.phones(),
                same.orgUnitId(),
                same.ownerId(),
                same.agreementType(),
                same.agreementStart(),
                same.agreementEnd(),
                new Money(fen, Currency.getInstance("CNY")),
                same.customFields());
    }

    private static List<Customer> sorted(List<Customer> seen, Sort sort) {
        Comparator<Customer> byId = Comparator.comparing(Customer::id);
        LocalDate last = LocalDate.MAX;
        return seen.stream()
                .sorted(
                        switch (sort) {
                            case CREATED -> byId.reversed();
                            case NAME -> Comparator.comparing(Customer::name).thenComparing(byId);
                            case AGREEMENT_END ->
                                    Comparator.comparing((Customer c) ->
                                                    c.agreementEnd() == null
                                                            ? last
                                                            : c.agreementEnd())
                                            .thenComparing(byId);
                        })
                .toList();
    }

    private static String number() {
        return "T-" + System.nanoTime() + "-" + NUMBER.incrementAndGet();
    }

    private static CustomerFilter filter(String query) {
        return new CustomerFilter(query, null, null, null, null, null);
    }

    private static CustomerFilter query(String query) {
        return filter(query);
    }

    private List<Long> list(CustomerFilter filter) {
        return customers
                .list(new CustomerQuery(filter, null, Sort.CREATED, null, 50))
                .customers()
                .stream()
                .map(Customer::id)
                .toList();
    }

    private List<Long> byPhone(String phone) {
        return customers
                .list(new CustomerQuery(CustomerFilter.ALL, phone, Sort.CREATED, null, 50))
                .customers()
                .stream()
                .map(Customer::id)
                .toList();
    }

    private static void refused(ErrorCode code, Executable action) {
        assertEquals(code, assertThrows(PluginException.class, action).code());
    }

    private static List<String> auditOf(long customer) {
        return Database.texts(
                "SELECT action FROM trunkline.audit_entry WHERE object_id = "
                        + customer
                        + " ORDER BY id");
    }
}
