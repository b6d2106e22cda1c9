package io.trunkline.core.customer;

import static io.trunkline.testing.TestTenants.ACME;
import static io.trunkline.testing.TestTenants.GLOBEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.interaction.Interactions;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.job.Jobs;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class CustomerBinTest {

    @Inject Customers customers;
    @Inject CustomerBin bin;
    @Inject CustomerFixtures fixtures;
    @Inject Interactions interactions;
    @Inject People people;
    @Inject Jobs jobs;

    @Test
    void whatIsDeletedIsFoundByNobodyAndComesBackWhole() {
        Customer customer = customer(ACME);
        people.as("supervisor", ACME, () -> interactions.addNote(customer.id(), "before"));
        delete(ACME, customer);
        people.as(
                "supervisor",
                ACME,
                () -> {
                    assertTrue(customers.find(customer.id()).isEmpty());
                    assertTrue(customers.findAll(List.of(customer.id())).isEmpty());
                    refused(
                            StandardErrorCode.NOT_FOUND,
                            () -> interactions.timeline(customer.id(), Long.MAX_VALUE, 10));
                    return true;
                });
        RestoredCustomer restored = people.as("admin", ACME, () -> bin.restore(customer.id()));
        assertFalse(restored.ownerGone());
        assertFalse(restored.unitGone());
        assertEquals(customer.version() + 2, restored.customer().version());
        people.as(
                "supervisor",
                ACME,
                () -> {
                    assertEquals(
                            customer.phones(),
                            customers.find(customer.id()).orElseThrow().phones());
                    assertEquals(
                            "before",
                            interactions
                                    .timeline(customer.id(), Long.MAX_VALUE, 10)
                                    .getFirst()
                                    .note());
                    return true;
                });
        assertEquals(
                List.of(
                        "customer.create",
                        "interaction.note",
                        "customer.delete",
                        "customer.restore"),
                Database.texts(
                        "SELECT action FROM trunkline.audit_entry WHERE object_id = %d ORDER BY id"
                                .formatted(customer.id())));
        assertEquals(
                List.of("CustomerChanged", "CustomerDeleted", "CustomerRestored"),
                Database.texts(
                        "SELECT type FROM trunkline.outbox WHERE customer_id = %d ORDER BY id"
                                .formatted(customer.id())));
    }

    @Test
    void theBinIsTheTenantsOwnAndKeepsFieldsMasked() {
        Customer ours = customer(ACME);
        Customer theirs = customer(GLOBEX);
        delete(ACME, ours);
        delete(GLOBEX, theirs);
        List<BinnedCustomer> seen = people.as("admin", ACME, () -> bin.list(null, 200)).customers();
        List<Long> ids = seen.stream().map(binned -> binned.customer().id()).toList();
        assertTrue(ids.contains(ours.id()));
        assertFalse(ids.contains(theirs.id()));
        BinnedCustomer binned =
                seen.stream()
                        .filter(each -> each.customer().id() == ours.id())
                        .findFirst()
                        .orElseThrow();
        assertTrue(binned.customer().phones().getFirst().masked());
        assertEquals(people.session("supervisor", ACME).actor().memberId(), binned.deletedBy());
        assertTrue(binned.goneAt().isAfter(binned.deletedAt()));
        people.as(
                "admin",
                ACME,
                () -> {
                    refused(StandardErrorCode.NOT_FOUND, () -> bin.restore(theirs.id()));
                    return true;
                });
    }

    @Test
    void theBinIsReadPageByPage() {
        for (int i = 0; i < 3; i++) {
            delete(ACME, customer(ACME));
        }
        people.as(
                "admin",
                ACME,
                () -> {
                    CustomerBin.Page first = bin.list(null, 2);
                    CustomerBin.Page second = bin.list(first.next(), 2);
                    assertEquals(2, first.customers().size());
                    assertTrue(
                            second.customers()
                                    .getFirst()
                                    .deletedAt()
                                    .isBefore(first.customers().getLast().deletedAt()));
                    refused(CustomerError.CURSOR_INVALID, () -> bin.list("abc", 2));
                    refused(CustomerError.CURSOR_INVALID, () -> bin.list("1-x", 2));
                    return true;
                });
    }

    @Test
    void onlyWhoMayDeletesAndOnlyWhatSheSaw() {
        Customer customer = customer(ACME);
        people.as(
                "lead",
                ACME,
                () -> {
                    refused(
                            StandardErrorCode.FORBIDDEN,
                            () -> bin.delete(customer.id(), customer.version()));
                    refused(StandardErrorCode.FORBIDDEN, () -> bin.list(null, 10));
                    return true;
                });
        people.as(
                "supervisor",
                ACME,
                () -> {
                    refused(StandardErrorCode.STALE, () -> bin.delete(customer.id(), 9));
                    return true;
                });
        people.as(
                "supervisor",
                GLOBEX,
                () -> {
                    refused(
                            StandardErrorCode.NOT_FOUND,
                            () -> bin.delete(customer.id(), customer.version()));
                    return true;
                });
    }

    @Test
    void whoDeletedTakesItBackForTenMinutes() {
        Customer soon = customer(ACME);
        Customer late = customer(ACME);
        delete(ACME, soon);
        delete(ACME, late);
        Database.execute(
                "UPDATE trunkline.customer SET deleted_at = now() - interval '11 minutes' WHERE id"
                        + " = "
                        + late.id());
        people.as(
                "supervisor",
                ACME,
                () -> {
                    assertEquals(soon.id(), bin.restore(soon.id()).customer().id());
                    refused(StandardErrorCode.FORBIDDEN, () -> bin.restore(late.id()));
                    return true;
                });
    }

    @Test
    void aNumberThatWasTakenMeanwhileIsNamed() {
        Customer customer = customer(ACME);
        delete(ACME, customer);
        fixtures.create(
                ACME, customer.externalNumber(), "Another", "13800138001", TestTenants.DISTRICT);
        people.as(
                "admin",
                ACME,
                () -> {
                    PluginException taken =
                            refused(
                                    CustomerError.EXTERNAL_NUMBER_TAKEN,
                                    () -> bin.restore(customer.id()));
                    assertEquals(customer.externalNumber(), taken.arguments().getFirst());
                    return true;
                });
    }

    @Test
    void anOwnerWhoLeftIsLeftOut() {
        Customer customer = customer(ACME);
        long agent = people.session("agent5", ACME).actor().requireMember();
        Database.execute(
                "UPDATE trunkline.customer SET owner_id = %d WHERE id = %d"
                        .formatted(agent, customer.id()));
        delete(ACME, customer);
        Database.execute("UPDATE trunkline.member SET state = 'disabled' WHERE id = " + agent);
        try {
            RestoredCustomer restored = people.as("admin", ACME, () -> bin.restore(customer.id()));
            assertTrue(restored.ownerGone());
            assertNull(restored.customer().ownerId());
        } finally {
            Database.execute("UPDATE trunkline.member SET state = 'active' WHERE id = " + agent);
        }
    }

    @Test
    void whatLayInTheBinForItsTimeIsGoneForGood() {
        Customer old = customer(ACME);
        Customer fresh = customer(ACME);
        Customer theirs = customer(GLOBEX);
        people.as("supervisor", ACME, () -> interactions.addNote(old.id(), "soon gone"));
        delete(ACME, old);
        delete(ACME, fresh);
        delete(GLOBEX, theirs);
        Database.execute(
                "UPDATE trunkline.customer SET deleted_at = now() - interval '91 days' WHERE id = "
                        + old.id());
        jobs.run(BinPurgeJob.NAME);
        for (String table :
                List.of(
                        "customer WHERE id",
                        "customer_phone WHERE customer_id",
                        "interaction WHERE customer_id")) {
            assertEquals(
                    0,
                    Database.number("SELECT count(*) FROM trunkline." + table + " = " + old.id()));
        }
        assertEquals(
                2,
                Database.number(
                        "SELECT count(*) FROM trunkline.customer WHERE id IN (%d, %d)"
                                .formatted(fresh.id(), theirs.id())));
        assertEquals(
                List.of("{\"forGood\": true, \"customerId\": %d}".formatted(old.id())),
                Database.texts(
                        "SELECT payload FROM trunkline.outbox WHERE type = 'CustomerDeleted' AND customer_id = %d ORDER BY id DESC LIMIT 1"
                                .formatted(old.id())));
    }

    private Customer customer(String tenant) {
        return fixtures.create(
                tenant, CustomerFixtures.number(), "Binned", "13800138000", TestTenants.DISTRICT);
    }

    private void delete(String tenant, Customer customer) {
        people.as(
                "supervisor",
                tenant,
                () -> {
                    bin.delete(customer.id(), customer.version());
                    return true;
                });
    }

    private static PluginException refused(ErrorCode code, Executable action) {
        PluginException refusal = assertThrows(PluginException.class, action);
        assertEquals(code, refusal.code());
        return refusal;
    }
}
