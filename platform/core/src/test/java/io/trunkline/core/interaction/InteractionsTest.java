package io.trunkline.core.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.Database;
import io.trunkline.core.People;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerDraft;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.event.Outbox;
import io.trunkline.spi.ContactRecorded;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class InteractionsTest {

    @Inject Interactions interactions;
    @Inject Customers customers;
    @Inject Outbox outbox;
    @Inject TenantDatabase database;
    @Inject People people;

    @Test
    void aRecordedContactIsOnTheTimelineOnceHoweverOftenItIsDelivered() {
        Customer customer = customer("T-timeline-1", TestTenants.DISTRICT);
        Instant at = Instant.parse("2026-05-06T07:08:09Z");
        publish(customer.id(), "聊过了", at);
        Database.await("the timeline", () -> !timeline(customer.id()).isEmpty());
        Database.execute(
                "UPDATE trunkline.outbox SET done_at = NULL WHERE type = 'ContactRecorded' AND customer_id = "
                        + customer.id());
        Database.await(
                "the second delivery",
                () ->
                        Database.number(
                                        "SELECT count(*) FROM trunkline.outbox WHERE done_at IS NULL AND customer_id = "
                                                + customer.id())
                                == 0);
        List<Interaction> timeline = timeline(customer.id());
        assertEquals(1, timeline.size());
        assertEquals("聊过了", timeline.getFirst().note());
        assertEquals(at, timeline.getFirst().at());
        assertEquals("disposition.agreed", timeline.getFirst().outcomeKey());
        assertEquals("Agent One of Acme", timeline.getFirst().memberName());
    }

    @Test
    void aNoteIsWrittenByWhoeverSeesTheCustomer() {
        Customer customer = customer("T-timeline-2", TestTenants.DISTRICT);
        Interaction note =
                people.as("agent1", "acme", () -> interactions.addNote(customer.id(), " 回电 "));
        assertEquals("回电", note.note());
        assertEquals(ContactRecorded.Channel.NOTE, note.channel());
        assertEquals(List.of(note), timeline(customer.id()));
    }

    @Test
    void aCustomerOutOfReachHasNoTimeline() {
        Customer customer = customer("T-timeline-3", TestTenants.OTHER_DISTRICT);
        for (String[] who : new String[][] {{"agent1", "acme"}, {"supervisor", "globex"}}) {
            PluginException refused =
                    assertThrows(
                            PluginException.class,
                            () ->
                                    people.as(
                                            who[0],
                                            who[1],
                                            () ->
                                                    interactions.timeline(
                                                            customer.id(), Long.MAX_VALUE, 10)));
            assertEquals(StandardErrorCode.NOT_FOUND, refused.code());
        }
    }

    private List<Interaction> timeline(long customer) {
        return people.as(
                "supervisor", "acme", () -> interactions.timeline(customer, Long.MAX_VALUE, 10));
    }

    private void publish(long customer, String note, Instant at) {
        people.as(
                "agent1",
                "acme",
                () ->
                        database.inTransaction(handle -> {
                            outbox.publish(
                                    handle,
                                    new ContactRecorded(
                                            customer,
                                            ContactRecorded.Channel.PHONE,
                                            false,
                                            at,
                                            people.session("agent1", "acme").actor().memberId(),
                                            "disposition.agreed",
                                            ContactRecorded.Tone.GOOD,
                                            note,
                                            "春季维系"));
                            return true;
                        }));
    }

    private Customer customer(String number, String district) {
        long unit = people.district("acme", district);
        return people.as(
                "supervisor",
                "acme",
                () ->
                        customers.create(
                                new CustomerDraft(
                                        number, "时间线", null, null, List.of(), null, null, unit,
                                        null, null, null, null, null, Map.of())));
    }
}
