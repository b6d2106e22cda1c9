package io.trunkline.core.audit;

import static io.trunkline.testing.TestTenants.ACME;
import static io.trunkline.testing.TestTenants.GLOBEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.People;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerBin;
import io.trunkline.core.customer.CustomerFixtures;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.customer.RestoredCustomer;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.RequestFacts;
import io.trunkline.tenancy.audit.RequestFacts.Channel;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class AuditTrailTest {

    @Inject AuditTrail trail;
    @Inject AuditRestores restores;
    @Inject Customers customers;
    @Inject CustomerBin bin;
    @Inject CustomerFixtures fixtures;
    @Inject People people;

    @Test
    void aChangeIsToldFieldByFieldUnderTheReadersPolicy() {
        Customer customer = customer(ACME, TestTenants.DISTRICT);
        change(customer, "Renamed", 5900);
        AuditDetail open = detail(people.session("supervisor", ACME), customer, "customer.update");
        assertEquals(
                List.of(
                        new FieldChange("monthlyCharge", null, "5900 CNY", false),
                        new FieldChange("name", "Audited", "Renamed", false)),
                open.changes());
        AuditDetail creation = detail(people.session("admin", ACME), customer, "customer.create");
        assertEquals(new FieldChange("phone", null, "138****8000", true), field(creation, "phone"));
        AuditDetail auditors = detail(people.session("auditor", ACME), customer, "customer.create");
        assertNull(field(auditors, "birthDate"), "what is hidden is not even named");
        assertEquals("138****8000", field(auditors, "phone").after());
    }

    @Test
    void aCallThatWasDialledDoesNotTellTheNumber() {
        Customer customer = customer(ACME, TestTenants.DISTRICT);
        people.as("agent1", ACME, () -> customers.dial(customer.id(), "a promise"));
        AuditDetail dialled = detail(people.session("admin", ACME), customer, "customer.dial");
        assertEquals("138****8000", field(dialled, "phone").after());
        assertEquals("a promise", field(dialled, "reason").after());
        assertFalse(dialled.restorable());
    }

    @Test
    void whoSeesADistrictReadsWhatWasDoneThere() {
        Customer north = customer(ACME, TestTenants.DISTRICT);
        Customer south = customer(ACME, "South District");
        Session lead = withAudit(people.session("lead", ACME));
        assertEquals(1, list(lead, query("customer", north.id())).size());
        assertEquals(0, list(lead, query("customer", south.id())).size());
        long hidden =
                list(people.session("admin", ACME), query("customer", south.id())).getFirst().id();
        assertTrue(TenantRunner.call(lead, () -> trail.find(hidden)).isEmpty());
        assertTrue(
                list(lead, AuditQuery.latest(200)).stream()
                        .allMatch(item ->
                                item.objectType().equals("customer") || item.memberId() != null),
                "nothing the platform or someone above did otherwise");
        assertEquals(RowScope.Kind.DISTRICT, lead.scope().kind());
    }

    @Test
    void anotherTenantsEntriesAreNotThere() {
        Customer theirs = customer(GLOBEX, TestTenants.DISTRICT);
        long entry =
                list(people.session("admin", GLOBEX), query("customer", theirs.id()))
                        .getFirst()
                        .id();
        people.as(
                "admin",
                ACME,
                () -> {
                    assertTrue(trail.find(entry).isEmpty());
                    assertTrue(trail.list(query("customer", theirs.id())).items().isEmpty());
                    refused(StandardErrorCode.NOT_FOUND, () -> restores.restore(entry, 1, false));
                    return true;
                });
        people.as(
                "agent1",
                ACME,
                () -> {
                    refused(StandardErrorCode.FORBIDDEN, () -> trail.list(AuditQuery.latest(10)));
                    return true;
                });
    }

    @Test
    void filtersNarrowAndPagesFollowEachOther() {
        Instant begin = Instant.now().minus(Duration.ofMinutes(1));
        Customer customer = customer(ACME, TestTenants.DISTRICT);
        for (int i = 0; i < 4; i++) {
            change(
                    people.as(
                            "supervisor", ACME, () -> customers.find(customer.id()).orElseThrow()),
                    "Name " + i,
                    100 + i);
        }
        Session admin = people.session("admin", ACME);
        Long supervisor = people.session("supervisor", ACME).actor().memberId();
        AuditQuery all =
                new AuditQuery(
                        begin,
                        begin.plus(Duration.ofHours(1)),
                        supervisor,
                        "customer.",
                        "customer",
                        customer.id(),
                        Channel.JOB,
                        null,
                        3);
        AuditTrail.Page first = TenantRunner.call(admin, () -> trail.list(all));
        assertEquals(3, first.items().size());
        AuditQuery rest = with(all, first.next());
        AuditTrail.Page second = TenantRunner.call(admin, () -> trail.list(rest));
        assertEquals(2, second.items().size());
        assertNull(second.next());
        Set<Long> ids = new HashSet<>();
        first.items().forEach(item -> ids.add(item.id()));
        second.items().forEach(item -> ids.add(item.id()));
        assertEquals(5, ids.size());
        TenantRunner.run(
                admin,
                () -> refused(AuditError.AUDIT_CURSOR_INVALID, () -> trail.list(with(all, "x"))));
    }

    @Test
    void aChangedCustomerGetsTheValuesBack() {
        Customer customer = customer(ACME, TestTenants.DISTRICT);
        change(customer, "Wrong name", 7700);
        long entry = detail(people.session("admin", ACME), customer, "customer.update").item().id();
        people.as(
                "admin",
                ACME,
                () -> {
                    refused(StandardErrorCode.STALE, () -> restores.restore(entry, 1, false));
                    return true;
                });
        RestoredCustomer restored =
                customer(
                        RequestFacts.call(
                                new RequestFacts(Channel.SCREEN, "192.0.2.1", "typed wrong"),
                                () ->
                                        people.as(
                                                "admin",
                                                ACME,
                                                () -> restores.restore(entry, 2, false))));
        assertEquals("Audited", restored.customer().name());
        assertEquals(3, restored.customer().version());
        assertNull(restored.customer().monthlyCharge());
        Customer after =
                people.as("supervisor", ACME, () -> customers.find(customer.id()).orElseThrow());
        assertEquals(customer.phones(), after.phones());
        AuditItem told =
                list(people.session("admin", ACME), query("customer", customer.id())).getFirst();
        assertEquals("customer.restore", told.action());
        assertEquals("typed wrong", told.reason());
    }

    @Test
    void whatTheCallerDoesNotSeeStaysAsItIs() {
        Customer customer = customer(ACME, TestTenants.DISTRICT);
        people.as(
                "supervisor",
                ACME,
                () ->
                        customers.update(
                                customer.id(),
                                1,
                                CustomerFixtures.draft(
                                        customer.externalNumber(),
                                        "Other",
                                        "13900139000",
                                        customer.orgUnitId(),
                                        null)));
        long entry = detail(people.session("admin", ACME), customer, "customer.update").item().id();
        people.as("admin", ACME, () -> restores.restore(entry, 2, false));
        Customer after =
                people.as("supervisor", ACME, () -> customers.find(customer.id()).orElseThrow());
        assertEquals("Audited", after.name());
        assertTrue(
                after.phones().getFirst().number().replace(" ", "").endsWith("13900139000"),
                "an administrator sees numbers masked and so does not bring one back");
    }

    @Test
    void aMoveIsTakenBack() {
        Customer customer = customer(ACME, TestTenants.DISTRICT);
        long south = people.district(ACME, "South District");
        people.as(
                "supervisor",
                ACME,
                () -> {
                    customers.allocate(List.of(customer.id()), south);
                    return true;
                });
        long entry =
                detail(people.session("admin", ACME), customer, "customer.allocate").item().id();
        RestoredCustomer restored =
                customer(people.as("admin", ACME, () -> restores.restore(entry, 2, false)));
        assertEquals(customer.orgUnitId(), restored.customer().orgUnitId());
    }

    @Test
    void aDeletedCustomerComesBackByItsEntryAndAnEarlierOneWaitsForThat() {
        Customer customer = customer(ACME, TestTenants.DISTRICT);
        change(customer, "Then deleted", 100);
        people.as(
                "supervisor",
                ACME,
                () -> {
                    bin.delete(customer.id(), 2);
                    return true;
                });
        Session admin = people.session("admin", ACME);
        long update = detail(admin, customer, "customer.update").item().id();
        long creation = detail(admin, customer, "customer.create").item().id();
        AuditDetail deletion = detail(admin, customer, "customer.delete");
        assertTrue(deletion.restorable());
        TenantRunner.run(
                admin,
                () -> {
                    refused(AuditError.IN_BIN, () -> restores.restore(update, 3, false));
                    refused(AuditError.NOT_RESTORABLE, () -> restores.restore(creation, 3, false));
                    assertEquals(
                            "Then deleted",
                            restores.restore(deletion.item().id(), 0, false).name());
                });
    }

    @Test
    void actionsCanBeChosenFromWhatOccurs() {
        customer(ACME, TestTenants.DISTRICT);
        assertTrue(people.as("admin", ACME, trail::actions).contains("customer.create"));
    }

    private static RestoredCustomer customer(Restored restored) {
        return Objects.requireNonNull(restored.customer());
    }

    private Customer customer(String tenant, String district) {
        return fixtures.create(
                tenant, CustomerFixtures.number(), "Audited", "13800138000", district);
    }

    private void change(Customer customer, String name, long fen) {
        people.as(
                "supervisor",
                ACME,
                () ->
                        customers.update(
                                customer.id(),
                                customer.version(),
                                CustomerFixtures.renamedAndCharged(customer, name, fen)));
    }

    private AuditDetail detail(Session session, Customer customer, String action) {
        Session reader = withAudit(session);
        long id =
                list(reader, query("customer", customer.id())).stream()
                        .filter(item -> item.action().equals(action))
                        .findFirst()
                        .orElseThrow()
                        .id();
        return TenantRunner.call(reader, () -> trail.find(id)).orElseThrow();
    }

    private List<AuditItem> list(Session session, AuditQuery query) {
        return TenantRunner.call(session, () -> trail.list(query)).items();
    }

    private static @Nullable FieldChange field(AuditDetail detail, String name) {
        return detail.changes().stream()
                .filter(change -> change.field().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static AuditQuery query(String type, long id) {
        return new AuditQuery(null, null, null, null, type, id, null, null, 50);
    }

    private static AuditQuery with(AuditQuery query, @Nullable String after) {
        return new AuditQuery(
                query.from(),
                query.to(),
                query.memberId(),
                query.action(),
                query.objectType(),
                query.objectId(),
                query.channel(),
                after,
                query.limit());
    }

    private static Session withAudit(Session session) {
        Set<String> permissions = new HashSet<>(session.permissions());
        permissions.add("audit.view");
        return new Session(
                session.tenant(),
                session.actor(),
                permissions,
                session.scope(),
                session.fields(),
                session.locale(),
                session.zone());
    }

    private static void refused(ErrorCode code, Executable action) {
        assertEquals(code, assertThrows(PluginException.class, action).code());
    }
}
