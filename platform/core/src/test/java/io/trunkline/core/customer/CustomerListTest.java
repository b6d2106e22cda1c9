package io.trunkline.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.People;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.CustomerRef;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class CustomerListTest {

    private static final String NORTH = TestTenants.DISTRICT;
    private static final String SOUTH = TestTenants.OTHER_DISTRICT;

    @Inject Customers customers;
    @Inject CustomerFixtures fixtures;
    @Inject People people;

    @Test
    void aLeadSeesHerDistrictOnly() {
        Customer north =
                fixtures.create("acme", CustomerFixtures.number(), "北区客户", "13900002221", NORTH);
        Customer south =
                fixtures.create("acme", CustomerFixtures.number(), "南区客户", "13900002222", SOUTH);
        people.as(
                "lead",
                "acme",
                () -> {
                    assertTrue(customers.find(north.id()).isPresent());
                    assertFalse(customers.find(south.id()).isPresent());
                    assertEquals(List.of(), fixtures.byPhone("13900002222"));
                    CustomerFilter inSouth =
                            new CustomerFilter(null, south.orgUnitId(), null, null, null, null);
                    assertEquals(0, customers.count(inSouth));
                    return true;
                });
    }

    @Test
    void aPhoneIsFoundInAnyNotation() {
        Customer customer =
                fixtures.create("acme", CustomerFixtures.number(), "电话", "13712340001", SOUTH);
        people.as(
                "supervisor",
                "acme",
                () -> {
                    for (String typed :
                            List.of("13712340001", "+86 137 1234 0001", "１３７-1234-0001")) {
                        assertEquals(List.of(customer.id()), fixtures.byPhone(typed), typed);
                        assertEquals(
                                List.of(customer.id()),
                                fixtures.list(CustomerFixtures.query(typed)),
                                typed);
                    }
                    assertEquals(List.of(), fixtures.byPhone("1371234000"));
                    return true;
                });
    }

    @Test
    void aSearchFindsNamesByTheirBeginningAndNumbersAsAWhole() {
        String number = CustomerFixtures.number();
        Customer customer = fixtures.create("acme", number, "欧阳修文", "13712340002", SOUTH);
        people.as(
                "supervisor",
                "acme",
                () -> {
                    assertEquals(
                            List.of(customer.id()), fixtures.list(CustomerFixtures.query("欧阳修")));
                    assertEquals(
                            List.of(customer.id()), fixtures.list(CustomerFixtures.query(number)));
                    assertEquals(List.of(), fixtures.list(CustomerFixtures.query("修文")));
                    assertEquals(List.of(), fixtures.list(CustomerFixtures.query("欧%")));
                    return true;
                });
    }

    @Test
    void aMaskedPhoneIsShownInPartAndFoundAsAWhole() {
        Customer customer =
                fixtures.create("acme", CustomerFixtures.number(), "掩码", "13812345678", NORTH);
        people.as(
                "agent1",
                "acme",
                () -> {
                    Customer seen = customers.find(customer.id()).orElseThrow();
                    assertEquals("138****5678", seen.phones().getFirst().number());
                    assertTrue(seen.phones().getFirst().masked());
                    assertEquals(List.of(customer.id()), fixtures.byPhone("13812345678"));
                    assertEquals(List.of(), fixtures.byPhone("138"));
                    assertEquals(List.of(), fixtures.list(CustomerFixtures.query("1381234")));
                    return true;
                });
    }

    @Test
    void aHiddenFieldIsNeitherShownNorFoundBy() {
        Customer customer =
                fixtures.create("acme", CustomerFixtures.number(), "隐藏", "13812340099", NORTH);
        people.as(
                "auditor",
                "acme",
                () -> {
                    assertNull(customers.find(customer.id()).orElseThrow().birthDate());
                    return true;
                });
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        String prefix = "翻页" + System.nanoTime();
        Set<Long> made =
                IntStream.range(0, 25)
                        .mapToObj(i ->
                                fixtures.create(
                                        "acme",
                                        CustomerFixtures.number(),
                                        prefix + (i % 3),
                                        "137999900" + (10 + i),
                                        NORTH,
                                        i % 4 == 0 ? null : LocalDate.of(2027, 1, 1 + i % 5)))
                        .map(Customer::id)
                        .collect(Collectors.toSet());
        for (Sort sort : Sort.values()) {
            List<Customer> seen = pages("supervisor", CustomerFixtures.filter(prefix), sort, 7);
            assertEquals(25, seen.size(), sort.name());
            assertEquals(made, seen.stream().map(Customer::id).collect(Collectors.toSet()));
            assertEquals(sorted(seen, sort), seen, sort.name());
        }
        CustomerQuery foreign =
                new CustomerQuery(CustomerFixtures.filter(prefix), null, Sort.NAME, "nonsense!", 7);
        refused(
                CustomerError.CURSOR_INVALID,
                () -> people.as("supervisor", "acme", () -> customers.list(foreign)));
    }

    @Test
    void pagesOfSomeUnitsAreThoseOfTheWholeTenantWithoutTheOthers() {
        long district = people.district("acme", NORTH);
        long team = people.as("supervisor", "acme", () -> teamOf("agent1"));
        for (int i = 0; i < 24; i++) {
            long unit = i % 3 == 0 ? people.district("acme", SOUTH) : i % 3 == 1 ? district : team;
            CustomerDraft draft =
                    CustomerFixtures.draft(
                            CustomerFixtures.number(),
                            "各组",
                            "137888800" + (10 + i),
                            unit,
                            i % 4 == 0 ? null : LocalDate.of(2027, 1, 1 + i % 5));
            people.as("supervisor", "acme", () -> customers.create(draft));
        }
        for (Sort sort : Sort.values()) {
            List<Long> within =
                    pages("supervisor", CustomerFilter.ALL, sort, 200).stream()
                            .filter(one -> Set.of(district, team).contains(one.orgUnitId()))
                            .map(Customer::id)
                            .toList();
            List<Long> seen =
                    pages("lead", CustomerFilter.ALL, sort, 5).stream().map(Customer::id).toList();
            assertTrue(seen.size() >= 16);
            assertEquals(within, seen, sort.name());
        }
    }

    @Test
    void customersAreFilteredByDistrictAndAgreementEnd() {
        String prefix = "过滤" + System.nanoTime();
        long team = people.as("supervisor", "acme", () -> teamOf("agent1"));
        Customer inTeam =
                people.as(
                        "supervisor",
                        "acme",
                        () ->
                                customers.create(
                                        CustomerFixtures.draft(
                                                CustomerFixtures.number(),
                                                prefix,
                                                "13799001100",
                                                team,
                                                LocalDate.of(2027, 3, 15))));
        fixtures.create(
                "acme",
                CustomerFixtures.number(),
                prefix,
                "13799001101",
                SOUTH,
                LocalDate.of(2027, 3, 15));
        fixtures.create(
                "acme",
                CustomerFixtures.number(),
                prefix,
                "13799001102",
                NORTH,
                LocalDate.of(2027, 4, 1));
        fixtures.create("acme", CustomerFixtures.number(), prefix, "13799001103", NORTH, null);
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
                    assertEquals(List.of(inTeam.id()), fixtures.list(march));
                    assertEquals(1, customers.count(march));
                    assertEquals(
                            List.of(inTeam.id()),
                            customers.refs(march, 0, 100).stream().map(CustomerRef::id).toList());
                    return true;
                });
    }

    private List<Customer> pages(String person, CustomerFilter filter, Sort sort, int limit) {
        List<Customer> seen = new ArrayList<>();
        String after = null;
        do {
            CustomerQuery query = new CustomerQuery(filter, null, sort, after, limit);
            CustomerPage page = people.as(person, "acme", () -> customers.list(query));
            seen.addAll(page.customers());
            after = page.next();
        } while (after != null);
        return seen;
    }

    private long teamOf(String agent) {
        return people.session(agent, "acme").actor().orgUnitId();
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

    private static void refused(ErrorCode code, Executable action) {
        assertEquals(code, assertThrows(PluginException.class, action).code());
    }
}
