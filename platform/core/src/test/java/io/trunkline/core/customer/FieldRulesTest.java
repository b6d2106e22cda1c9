package io.trunkline.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.CustomerField.Mask;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.core.export.CustomerExport;
import io.trunkline.core.export.CustomerExports;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.Money;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every field under every rule, on every way a value could come out.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class FieldRulesTest {

    private static final AtomicInteger NEXT = new AtomicInteger(4_000_000);

    @Inject Customers customers;
    @Inject Duplicates duplicates;
    @Inject CustomerExports exports;
    @Inject CustomerFixtures fixtures;
    @Inject People people;

    private Map<CustomerField, String> values = Map.of();
    private CustomerDraft draft = CustomerFixtures.draft("x", "x", "1", 1, null);

    @BeforeEach
    void someoneWithAValueInEveryField() {
        int nth = NEXT.incrementAndGet();
        for (String tenant : TestTenants.BOTH) {
            Database.execute(
                    """
                    INSERT INTO trunkline.custom_field (tenant_id, key, label, position)
                    SELECT id, 'grade', 'Grade', 1 FROM trunkline.tenant WHERE key = '%s'
                    ON CONFLICT DO NOTHING
                    """
                            .formatted(tenant));
        }
        draft =
                new CustomerDraft(
                        "NR" + nth,
                        "Quentin" + nth,
                        Customer.Gender.FEMALE,
                        LocalDate.of(1971, 3, 17),
                        List.of("+8613" + (900_000_000 + nth)),
                        "PASS" + nth,
                        "North Town" + nth + ", Door 9",
                        people.district("acme", TestTenants.DISTRICT),
                        null,
                        "Tariff" + nth,
                        LocalDate.of(2023, 4, 19),
                        LocalDate.of(2031, 5, 23),
                        new Money(76543, Currency.getInstance("CNY")),
                        Map.of("grade", "Grade" + nth));
        values = new HashMap<>();
        values.put(CustomerField.EXTERNAL_NUMBER, draft.externalNumber());
        values.put(CustomerField.NAME, draft.name());
        values.put(CustomerField.GENDER, "FEMALE");
        values.put(CustomerField.BIRTH_DATE, "1971-03-17");
        values.put(CustomerField.PHONE, "13" + (900_000_000 + nth));
        values.put(CustomerField.ID_NUMBER, "PASS" + nth);
        values.put(CustomerField.ADDRESS, "North Town" + nth);
        values.put(CustomerField.AGREEMENT_TYPE, "Tariff" + nth);
        values.put(CustomerField.AGREEMENT_START, "2023-04-19");
        values.put(CustomerField.AGREEMENT_END, "2031-05-23");
        values.put(CustomerField.MONTHLY_CHARGE, "765");
        values.put(CustomerField.CUSTOM_FIELDS, "Grade" + nth);
    }

    static Stream<Arguments> all() {
        return Stream.of(CustomerField.values())
                .flatMap(field -> Stream.of(Rule.values()).map(rule -> Arguments.of(field, rule)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadAndListedByTheRule(CustomerField field, Rule rule) {
        long id = create("acme");
        Customer found = as(field, rule, () -> customers.find(id).orElseThrow());
        assertEquals(rule.compareTo(Rule.READ_ONLY) <= 0, tells(found, field), found.toString());
        assertEquals(found, as(field, rule, () -> customers.findAll(List.of(id))).getFirst());
        if (rule == Rule.HIDDEN) {
            assertFalse(found.toString().contains("**"), found.toString());
        }
        if (rule == Rule.MASKED && field.mask() != Mask.NOTHING) {
            assertTrue(found.toString().contains("**"), found.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isFoundByItsWholeValueUnlessHidden(CustomerField field, Rule rule) {
        create("globex");
        long id = create("acme");
        if (Set.of(
                        CustomerField.EXTERNAL_NUMBER,
                        CustomerField.NAME,
                        CustomerField.PHONE,
                        CustomerField.ID_NUMBER)
                .contains(field)) {
            CustomerFilter filter = CustomerFixtures.filter(value(field));
            List<Long> expected = rule == Rule.HIDDEN ? List.of() : List.of(id);
            assertEquals(expected, as(field, rule, () -> fixtures.list(filter)));
            assertEquals(expected.size(), as(field, rule, () -> customers.count(filter)));
            assertEquals(
                    expected.size(), as(field, rule, () -> customers.refs(filter, 0, 10)).size());
        }
        if (field == CustomerField.PHONE) {
            List<Long> expected = rule == Rule.HIDDEN ? List.of() : List.of(id);
            assertEquals(expected, as(field, rule, () -> fixtures.byPhone(value(field))));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isFoundByItsBeginningOnlyWhereItIsShown(CustomerField field, Rule rule) {
        long id = create("acme");
        String value = value(field);
        CustomerFilter filter = CustomerFixtures.filter(value.substring(0, value.length() - 1));
        List<Long> expected =
                field == CustomerField.NAME && rule.compareTo(Rule.READ_ONLY) <= 0
                        ? List.of(id)
                        : List.of();
        assertEquals(
                expected,
                as(field, rule, () -> fixtures.list(filter)).stream()
                        .filter(found -> found == id)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void isFilteredAndSortedByOnlyWhereItIsShown(CustomerField field, Rule rule) {
        long first = create("acme");
        LocalDate end = draft.agreementEnd();
        someoneWithAValueInEveryField();
        long second = create("acme");
        boolean shown = rule.compareTo(Rule.READ_ONLY) <= 0;
        if (field == CustomerField.AGREEMENT_END) {
            CustomerFilter filter = CustomerFilter.agreementEndBetween(end, end);
            assertEquals(
                    shown,
                    as(field, rule, () -> fixtures.list(filter))
                            .containsAll(List.of(first, second)));
            assertEquals(shown, as(field, rule, () -> customers.count(filter)) > 0);
            CustomerFilter one = CustomerFixtures.filter(draft.name());
            assertEquals(
                    shown ? end : null,
                    as(field, rule, () -> customers.refs(one, 0, 1)).getFirst().agreementEnd());
        }
        Sort sort = field == CustomerField.NAME ? Sort.NAME : Sort.AGREEMENT_END;
        boolean sorted =
                shown || (field != CustomerField.NAME && field != CustomerField.AGREEMENT_END);
        CustomerPage page =
                as(
                        field,
                        rule,
                        () ->
                                customers.list(
                                        new CustomerQuery(
                                                CustomerFilter.ALL, null, sort, null, 1)));
        String cursor =
                new String(Base64.getUrlDecoder().decode(page.next()), StandardCharsets.UTF_8);
        assertEquals(sorted ? sort.name().charAt(0) : 'C', cursor.charAt(0));
        assertEquals(sorted, !cursor.endsWith("|"), cursor);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWrittenOnlyWhereItIsOpen(CustomerField field, Rule rule) {
        long id = create("acme");
        Customer before = as(field, Rule.OPEN, () -> customers.find(id).orElseThrow());
        CustomerDraft change = changed(field);
        if (rule == Rule.READ_ONLY) {
            InvalidCustomerException refused =
                    assertThrows(
                            InvalidCustomerException.class,
                            () -> as(field, rule, () -> customers.update(id, 1, change)));
            assertEquals("field.read-only", refused.problems().getFirst().reason());
        } else {
            as(field, rule, () -> customers.update(id, 1, change));
        }
        Customer after = as(field, Rule.OPEN, () -> customers.find(id).orElseThrow());
        // A phone may be added by whom the others are masked.
        boolean written =
                rule == Rule.OPEN || (rule == Rule.MASKED && field == CustomerField.PHONE);
        assertEquals(written, !text(before, field).equals(text(after, field)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isNotDetectedByADuplicateCheckWhereItIsHidden(CustomerField field, Rule rule) {
        if (field != CustomerField.PHONE && field != CustomerField.ID_NUMBER) {
            return;
        }
        create("globex");
        long id = create("acme");
        List<Duplicate> found = check(field, rule, "supervisor", null);
        assertEquals(
                rule == Rule.HIDDEN ? List.of() : List.of(id),
                found.stream().map(duplicate -> duplicate.customer().id()).toList());
        assertEquals(List.of(), check(field, rule, "supervisor", id));
        // Of another district: no more than that there is one, and that only to who sees the value.
        List<Duplicate> elsewhere = check(field, rule, "lead2", null);
        assertEquals(
                rule.compareTo(Rule.READ_ONLY) <= 0
                        ? List.of(new Duplicate(field, null))
                        : List.of(),
                elsewhere);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isExportedByTheRule(CustomerField field, Rule rule) throws IOException {
        create("acme");
        String sought =
                value(
                        field == CustomerField.NAME
                                ? CustomerField.EXTERNAL_NUMBER
                                : CustomerField.NAME);
        String file = as(field, rule, () -> exported(CustomerFixtures.filter(sought)));
        boolean shown = rule.compareTo(Rule.READ_ONLY) <= 0;
        String plain = file.replace(" ", "");
        assertEquals(shown, plain.contains(value(field).replace(" ", "")), file);
        boolean there = shown || (rule == Rule.MASKED && field.mask() != Mask.NOTHING);
        String head = field == CustomerField.CUSTOM_FIELDS ? "Grade" : "head-" + field.key();
        assertEquals(there, file.contains('"' + head + '"'), file);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isUnmaskedWithAReasonUnlessHidden(CustomerField field, Rule rule) {
        long id = create("acme");
        String reason = "caller asks";
        if (rule == Rule.HIDDEN) {
            PluginException refused =
                    assertThrows(
                            PluginException.class,
                            () ->
                                    as(
                                            field,
                                            rule,
                                            () -> customers.unmask(id, Set.of(field), reason)));
            assertEquals(CustomerError.FIELD_HIDDEN, refused.code());
            assertEquals(List.of(), audited(id));
            return;
        }
        Customer whole = as(field, rule, () -> customers.unmask(id, Set.of(field), reason));
        assertTrue(tells(whole, field), whole.toString());
        List<String> entries = audited(id);
        assertEquals(1, entries.size());
        assertTrue(entries.getFirst().contains(field.key()), entries.toString());
        assertTrue(entries.getFirst().contains(reason), entries.toString());
        assertFalse(entries.getFirst().contains(value(field)), entries.toString());
    }

    private List<Duplicate> check(
            CustomerField field, Rule rule, String who, @Nullable Long except) {
        boolean phone = field == CustomerField.PHONE;
        return TenantRunner.call(
                session(who, field, rule),
                () ->
                        duplicates.find(
                                phone ? draft.phones() : List.of(),
                                phone ? null : draft.idNumber(),
                                except));
    }

    private String exported(CustomerFilter filter) throws IOException {
        CustomerExport started =
                exports.start(
                        new CustomerQuery(filter, null, Sort.CREATED, null, 1),
                        CustomerExport.Format.CSV,
                        key -> "head-" + key);
        Session session = TenantRunner.current();
        Database.await(
                "export",
                () ->
                        TenantRunner.call(session, () -> exports.find(started.id()))
                                        .orElseThrow()
                                        .state()
                                != CustomerExport.State.RUNNING);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        exports.download(started.id(), bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private long create(String tenant) {
        CustomerDraft there =
                new CustomerDraft(
                        draft.externalNumber(),
                        draft.name(),
                        draft.gender(),
                        draft.birthDate(),
                        draft.phones(),
                        draft.idNumber(),
                        draft.address(),
                        people.district(tenant, TestTenants.DISTRICT),
                        null,
                        draft.agreementType(),
                        draft.agreementStart(),
                        draft.agreementEnd(),
                        draft.monthlyCharge(),
                        draft.customFields());
        return people.as("supervisor", tenant, () -> customers.create(there)).id();
    }

    private CustomerDraft changed(CustomerField field) {
        boolean phone = field == CustomerField.PHONE;
        return new CustomerDraft(
                field == CustomerField.EXTERNAL_NUMBER
                        ? CustomerFixtures.number()
                        : draft.externalNumber(),
                field == CustomerField.NAME ? "Other" : draft.name(),
                field == CustomerField.GENDER ? Customer.Gender.MALE : draft.gender(),
                field == CustomerField.BIRTH_DATE ? LocalDate.of(2000, 1, 1) : draft.birthDate(),
                phone ? List.of("13612340000") : draft.phones(),
                field == CustomerField.ID_NUMBER ? "OTHER0001" : draft.idNumber(),
                field == CustomerField.ADDRESS ? "Elsewhere" : draft.address(),
                draft.orgUnitId(),
                null,
                field == CustomerField.AGREEMENT_TYPE ? "Other" : draft.agreementType(),
                field == CustomerField.AGREEMENT_START
                        ? LocalDate.of(2024, 1, 1)
                        : draft.agreementStart(),
                field == CustomerField.AGREEMENT_END
                        ? LocalDate.of(2032, 1, 1)
                        : draft.agreementEnd(),
                field == CustomerField.MONTHLY_CHARGE
                        ? new Money(1, Currency.getInstance("CNY"))
                        : draft.monthlyCharge(),
                field == CustomerField.CUSTOM_FIELDS
                        ? Map.of("grade", "Other")
                        : draft.customFields());
    }

    private String value(CustomerField field) {
        return values.getOrDefault(field, "");
    }

    private boolean tells(Customer customer, CustomerField field) {
        return text(customer, field).replace(" ", "").contains(value(field).replace(" ", ""));
    }

    /// The field's part alone: times and ids may contain anything.
    private static String text(Customer customer, CustomerField field) {
        Object value =
                switch (field) {
                    case EXTERNAL_NUMBER -> customer.externalNumber();
                    case NAME -> customer.name();
                    case GENDER -> customer.gender();
                    case BIRTH_DATE -> customer.birthDate();
                    case PHONE -> customer.phones();
                    case ID_NUMBER -> customer.idNumber();
                    case ADDRESS -> customer.address();
                    case AGREEMENT_TYPE -> customer.agreementType();
                    case AGREEMENT_START -> customer.agreementStart();
                    case AGREEMENT_END -> customer.agreementEnd();
                    case MONTHLY_CHARGE -> customer.monthlyCharge();
                    case CUSTOM_FIELDS -> customer.customFields();
                };
        return String.valueOf(value);
    }

    private List<String> audited(long id) {
        return Database.texts(
                "SELECT after::text FROM trunkline.audit_entry WHERE action = 'customer.unmask'"
                        + " AND object_id = "
                        + id);
    }

    private <T, E extends Exception> T as(
            CustomerField field, Rule rule, TenantRunner.Action<T, E> action) throws E {
        return TenantRunner.call(session("supervisor", field, rule), action);
    }

    private Session session(String who, CustomerField field, Rule rule) {
        Session session = people.session(who, "acme");
        List<String> permissions = new ArrayList<>(session.permissions());
        permissions.add("customer.unmask");
        return new Session(
                session.tenant(),
                session.actor(),
                Set.copyOf(permissions),
                session.scope(),
                new FieldPolicy(Map.of(field.key(), rule)),
                session.locale(),
                session.zone());
    }
}
