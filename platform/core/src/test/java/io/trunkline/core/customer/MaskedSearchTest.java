package io.trunkline.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.PluginException;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class MaskedSearchTest {

    @Inject Customers customers;
    @Inject Duplicates duplicates;
    @Inject CustomerFixtures fixtures;
    @Inject People people;
    @Inject MaskedSearchConfig config;

    @Test
    void guessingAPhoneEndsAtALimitThatIsTheMembersOwn() {
        Customer customer =
                fixtures.create(
                        "acme",
                        CustomerFixtures.number(),
                        "Guessed",
                        "13511110000",
                        TestTenants.OTHER_DISTRICT);
        for (int guess = 0; guess < config.most() - 1; guess++) {
            assertEquals(List.of(), search("agent6", "acme", phone(guess)));
        }
        assertEquals(List.of(customer.id()), search("agent6", "acme", "135 1111 0000"));
        // What was asked before costs nothing, in whatever notation and way.
        assertEquals(List.of(customer.id()), search("agent6", "acme", "+8613511110000"));
        assertEquals(1, people.as("agent6", "acme", () -> customers.count(query("13511110000"))));
        assertEquals(
                1,
                people.as(
                                "agent6",
                                "acme",
                                () -> duplicates.find(List.of("13511110000"), null, null))
                        .size());

        SearchLimitException refused =
                assertThrows(
                        SearchLimitException.class, () -> search("agent6", "acme", "13511119999"));
        assertEquals(CustomerError.SEARCH_LIMIT, refused.code());
        long wait = refused.retryAfter().toSeconds();
        assertTrue(wait > 3500 && wait <= 3600, "" + wait);
        assertThrows(
                SearchLimitException.class,
                () ->
                        people.as(
                                "agent6",
                                "acme",
                                () -> duplicates.find(List.of("13511119999"), null, null)));
        assertThrows(
                SearchLimitException.class,
                () -> people.as("agent6", "acme", () -> fixtures.byPhone("13511119999")));

        assertEquals(List.of(), search("agent5", "acme", "13511119999"));
        assertEquals(List.of(), search("agent6", "globex", "13511119999"));
        assertEquals(config.most(), audited("agent6"));

        Database.execute("UPDATE trunkline.masked_search SET at = at - interval '61 minutes'");
        assertEquals(List.of(), search("agent6", "acme", "13511119999"));
    }

    /// An edit tells as much as a search: a number that was there already makes no second one.
    @Test
    void guessingByEditsEndsAtTheSameLimit() {
        Customer customer =
                fixtures.create(
                        "globex",
                        CustomerFixtures.number(),
                        "Guessed by edits",
                        "13511110000",
                        TestTenants.OTHER_DISTRICT);
        for (int guess = 0; guess < config.most(); guess++) {
            int nth = guess;
            // Nobody changes this version: each is refused, and counted all the same.
            assertThrows(
                    PluginException.class,
                    () -> edit("agent4", customer, customer.version() + 1, phone(nth)));
        }
        assertThrows(
                SearchLimitException.class,
                () -> edit("agent4", customer, customer.version(), "13511110000"));
        // The mask that she was shown is no guess.
        String mask =
                people.as("agent4", "globex", () -> customers.find(customer.id()).orElseThrow())
                        .phones()
                        .getFirst()
                        .number();
        assertEquals(
                customer.version() + 1,
                edit("agent4", customer, customer.version(), mask).version());
    }

    private Customer edit(String who, Customer customer, int version, String phone) {
        return people.as(
                who,
                "globex",
                () ->
                        customers.update(
                                customer.id(),
                                version,
                                CustomerFixtures.draft(
                                        customer.externalNumber(),
                                        "Edited",
                                        phone,
                                        customer.orgUnitId(),
                                        null)));
    }

    @Test
    void whoSeesTheValueIsNotCounted() {
        long before = audited("supervisor");
        for (int guess = 0; guess < config.most() + 5; guess++) {
            search("supervisor", "acme", phone(guess));
        }
        assertEquals(before, audited("supervisor"));
    }

    @Test
    void aNameOrTheBeginningOfANumberIsNoGuess() {
        people.as(
                "agent4",
                "acme",
                () -> {
                    for (int nth = 0; nth < config.most() + 5; nth++) {
                        fixtures.list(query("Name" + nth));
                        fixtures.list(query("1351111" + nth % 10));
                    }
                    return true;
                });
        assertEquals(0, audited("agent4"));
    }

    private List<Long> search(String who, String tenant, String text) {
        return people.as(who, tenant, () -> fixtures.list(query(text)));
    }

    private static CustomerFilter query(String text) {
        return CustomerFixtures.filter(text);
    }

    private static String phone(int nth) {
        return "1352222" + (1000 + nth);
    }

    private long audited(String who) {
        return Database.number(
                "SELECT count(*) FROM trunkline.audit_entry WHERE action = 'customer.search-masked'"
                        + " AND object_id = "
                        + people.session(who, "acme").actor().memberId());
    }
}
