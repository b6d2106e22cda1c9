package io.trunkline.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.InvalidCustomerException.Problem;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.Money;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class CustomersTest {

    private static final String NORTH = TestTenants.DISTRICT;
    private static final String SOUTH = TestTenants.OTHER_DISTRICT;

    @Inject Customers customers;
    @Inject CustomerFixtures fixtures;
    @Inject People people;

    @Test
    void aCustomerIsKeptWithAllItsFields() {
        long north = people.district("acme", NORTH);
        CustomerDraft draft =
                new CustomerDraft(
                        CustomerFixtures.number(),
                        "张三",
                        Customer.Gender.MALE,
                        LocalDate.of(1980, 2, 29),
                        List.of("+86 138-1234 5678", "0371 6600 1234"),
                        null,
                        null,
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
                        null,
                        null,
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
        String number = CustomerFixtures.number();
        fixtures.create("acme", number, "甲", "13900000001", NORTH);
        fixtures.create("globex", number, "乙", "13900000001", NORTH);
        refused(
                CustomerError.EXTERNAL_NUMBER_TAKEN,
                () -> fixtures.create("acme", number, "丙", "13900000002", NORTH));
    }

    @Test
    void anotherTenantsCustomerIsNotThere() {
        Customer acme =
                fixtures.create("acme", CustomerFixtures.number(), "隔离", "13900001111", NORTH);
        people.as(
                "supervisor",
                "globex",
                () -> {
                    assertEquals(Optional.empty(), customers.find(acme.id()));
                    assertEquals(List.of(), customers.findAll(List.of(acme.id())));
                    assertEquals(List.of(), fixtures.byPhone("13900001111"));
                    assertEquals(List.of(), fixtures.list(CustomerFixtures.query("隔离")));
                    refused(
                            StandardErrorCode.NOT_FOUND,
                            () ->
                                    customers.update(
                                            acme.id(), 1, CustomerFixtures.draft(acme, "偷")));
                    refused(StandardErrorCode.NOT_FOUND, () -> customers.dial(acme.id(), "test"));
                    long unit = people.district("globex", NORTH);
                    refused(
                            StandardErrorCode.NOT_FOUND,
                            () -> customers.allocate(List.of(acme.id()), unit));
                    return true;
                });
    }

    @Test
    void whoSeesAMaskedPhoneKeepsItWhenSheSaves() {
        Customer customer =
                fixtures.create("acme", CustomerFixtures.number(), "保留", "13812340077", NORTH);
        people.as(
                "agent1",
                "acme",
                () -> {
                    Customer seen = customers.find(customer.id()).orElseThrow();
                    return customers.update(
                            seen.id(), seen.version(), CustomerFixtures.draft(seen, "保留二"));
                });
        Customer after =
                people.as("supervisor", "acme", () -> customers.find(customer.id()).orElseThrow());
        assertEquals("保留二", after.name());
        assertEquals(customer.phones(), after.phones());
    }

    @Test
    void phonesThatLookAlikeWhenMaskedAreBothKept() {
        Customer one =
                fixtures.create("acme", CustomerFixtures.number(), "双号", "13811112222", NORTH);
        CustomerDraft draft = CustomerFixtures.draft(one, "双号");
        CustomerDraft both =
                new CustomerDraft(
                        draft.externalNumber(),
                        draft.name(),
                        draft.gender(),
                        draft.birthDate(),
                        List.of("13811112222", "13833332222"),
                        null,
                        null,
                        draft.orgUnitId(),
                        draft.ownerId(),
                        draft.agreementType(),
                        draft.agreementStart(),
                        draft.agreementEnd(),
                        draft.monthlyCharge(),
                        draft.customFields());
        Customer two =
                people.as(
                        "supervisor",
                        "acme",
                        () -> customers.update(one.id(), one.version(), both));
        people.as(
                "agent1",
                "acme",
                () -> {
                    Customer seen = customers.find(one.id()).orElseThrow();
                    return customers.update(
                            seen.id(), seen.version(), CustomerFixtures.draft(seen, "双号二"));
                });
        Customer after =
                people.as("supervisor", "acme", () -> customers.find(one.id()).orElseThrow());
        assertEquals(two.phones(), after.phones());
    }

    @Test
    void aReadOnlyFieldCannotBeChanged() {
        Customer customer =
                fixtures.create("acme", CustomerFixtures.number(), "只读", "13812340066", NORTH);
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
                                                        CustomerFixtures.charged(customer, 1))));
        assertEquals("monthlyCharge", refused.problems().getFirst().field());
    }

    @Test
    void theSecondOfTwoSaversIsToldSo() {
        Customer customer =
                fixtures.create("acme", CustomerFixtures.number(), "并发", "13812340055", NORTH);
        people.as(
                "supervisor",
                "acme",
                () -> {
                    Customer first =
                            customers.update(
                                    customer.id(), 1, CustomerFixtures.draft(customer, "并发一"));
                    assertEquals(2, first.version());
                    refused(
                            StandardErrorCode.STALE,
                            () ->
                                    customers.update(
                                            customer.id(),
                                            1,
                                            CustomerFixtures.draft(customer, "并发二")));
                    Customer same =
                            customers.update(
                                    customer.id(), 2, CustomerFixtures.draft(first, "并发一"));
                    assertEquals(2, same.version(), "nothing differs, nothing is written");
                    return true;
                });
    }

    @Test
    void allocationMovesAndIsAuditedAndToldOnce() {
        Customer customer =
                fixtures.create("acme", CustomerFixtures.number(), "划拨", "13799002200", NORTH);
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
        Customer customer =
                fixtures.create("acme", CustomerFixtures.number(), "拨号", "13799003300", NORTH);
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
        Customer customer =
                fixtures.create("acme", CustomerFixtures.number(), "从前", "13799004400", NORTH);
        people.as(
                "supervisor",
                "acme",
                () -> customers.update(customer.id(), 1, CustomerFixtures.draft(customer, "以后")));
        assertEquals(
                1,
                Database.number(
                        "SELECT count(*) FROM trunkline.audit_entry WHERE object_id = "
                                + customer.id()
                                + " AND action = 'customer.update' AND before ->> 'name' = '从前'"
                                + " AND after ->> 'name' = '以后' AND after -> 'phones' ->> 0 = '+8613799004400'"));
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
