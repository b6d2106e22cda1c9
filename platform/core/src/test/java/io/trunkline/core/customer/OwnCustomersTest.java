package io.trunkline.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Customers as someone sees them who reaches only her own.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class OwnCustomersTest {

    @Inject Customers customers;
    @Inject CustomerFixtures fixtures;
    @Inject People people;

    @Test
    void onlyHerOwnAreListedFoundAndChanged() {
        for (String tenant : TestTenants.BOTH) {
            String mine = "OWN-1-" + tenant;
            String others = "OWN-2-" + tenant;
            Customer own =
                    fixtures.create(tenant, mine, "Own", "13700007771", TestTenants.DISTRICT);
            Customer other =
                    fixtures.create(tenant, others, "Other", "13700007772", TestTenants.DISTRICT);
            Session lead = held(tenant);
            Database.execute(
                    "UPDATE trunkline.customer SET owner_id = %d WHERE id = %d"
                            .formatted(lead.actor().memberId(), own.id()));

            assertEquals(List.of(mine), as(lead, this::numbers));
            assertTrue(as(lead, () -> customers.find(other.id())).isEmpty());
            Customer seen = as(lead, () -> customers.find(own.id())).orElseThrow();
            InvalidCustomerException refused =
                    assertThrows(
                            InvalidCustomerException.class,
                            () ->
                                    as(
                                            lead,
                                            () ->
                                                    customers.update(
                                                            own.id(),
                                                            seen.version(),
                                                            CustomerFixtures.draft(
                                                                    mine,
                                                                    "Given away",
                                                                    "13700007771",
                                                                    own.orgUnitId(),
                                                                    null))));
            assertEquals("ownerId", refused.problems().getFirst().field());
            Customer made =
                    as(
                            lead,
                            () ->
                                    customers.create(
                                            CustomerFixtures.draft(
                                                    "OWN-3-" + tenant,
                                                    "Made",
                                                    "13700007773",
                                                    own.orgUnitId(),
                                                    null)));
            assertEquals(lead.actor().memberId(), made.ownerId(), "hers");
            assertEquals(2, as(lead, this::numbers).size());
        }
    }

    private List<String> numbers() {
        CustomerFilter all = new CustomerFilter(null, null, null, null, null, null);
        return customers
                .list(new CustomerQuery(all, null, Sort.CREATED, null, 100))
                .customers()
                .stream()
                .map(Customer::externalNumber)
                .toList();
    }

    private Session held(String tenant) {
        Session lead = people.session("lead", tenant);
        return new Session(
                lead.tenant(),
                lead.actor(),
                lead.permissions(),
                new RowScope(RowScope.Kind.OWN, lead.scope().orgUnits()),
                lead.fields(),
                lead.locale(),
                lead.zone());
    }

    private static <T> T as(Session session, Supplier<T> action) {
        return TenantRunner.call(session, action::get);
    }
}
