package io.trunkline.plugins.calltasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.plugins.calltasks.dispatch.Assignment;
import io.trunkline.plugins.calltasks.work.CallTask;
import io.trunkline.spi.CustomerDeleted;
import io.trunkline.spi.CustomerRestored;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.spi.Subscription;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BinTest {

    private static PluginSchemaInTest schema;

    @BeforeAll
    static void openTables() throws Exception {
        schema = PluginSchemaInTest.fresh();
    }

    @Test
    void openTasksRestAndGoOnAsTheyWere() throws Exception {
        Company company = new Company(schema, 1);
        Company other = new Company(schema, 2);
        company.customers(3, Company.NORTH);
        other.customers(1, Company.NORTH);
        long batch = company.dispatched().id();
        other.dispatched();
        Person agent = company.agent(Company.NORTH);
        company.plugin
                .dispatch()
                .assign(
                        company.lead(Company.NORTH),
                        Assignment.byHand(batch, Company.NORTH, 2, agent.id()));
        CallTask held = company.plugin.workbench().next(agent).orElseThrow();
        List<String> before = statuses(1);
        assertEquals(List.of("assigned", "in_progress", "ready"), before);

        for (long customer : customers(1)) {
            tell(company, new CustomerDeleted(customer, false));
            tell(company, new CustomerDeleted(customer, false));
        }
        assertEquals(List.of("cancelled", "cancelled", "cancelled"), statuses(1));
        assertEquals(List.of("ready"), statuses(2));
        assertTrue(company.plugin.workbench().next(agent).isEmpty());

        for (long customer : customers(1)) {
            tell(company, new CustomerRestored(customer));
            tell(company, new CustomerRestored(customer));
        }
        assertEquals(List.of("assigned", "assigned", "ready"), statuses(1));
        assertTrue(
                company.plugin.workbench().next(agent).isPresent(),
                "her tasks are hers again, held " + held.id());
        assertEquals(
                3,
                company.audited.stream()
                        .filter(entry -> entry.startsWith("call-tasks.rest "))
                        .count());
        assertEquals(
                3,
                company.audited.stream()
                        .filter(entry -> entry.startsWith("call-tasks.go-on "))
                        .count());
    }

    @Test
    void whatIsGoneForGoodDoesNotComeBack() throws Exception {
        Company company = new Company(schema, 3);
        company.customers(1, Company.NORTH);
        company.dispatched();
        long customer = customers(3).getFirst();
        tell(company, new CustomerDeleted(customer, false));
        tell(company, new CustomerDeleted(customer, true));
        tell(company, new CustomerRestored(customer));
        assertEquals(List.of("cancelled"), statuses(3));
    }

    @Test
    void whatWasHandedStandsInTheAudit() {
        Company company = new Company(schema, 4);
        company.customers(2, Company.NORTH);
        long batch = company.dispatched().id();
        assertEquals(
                List.of("call-tasks.dispatch batch " + batch + " {\"tasks\":2}"), company.audited);
    }

    @SuppressWarnings("unchecked") // the type of the subscription is that of the event
    private static <E extends Event> void tell(Company company, E event) {
        for (Subscription<?> subscription : company.plugin.subscriptions()) {
            if (subscription.type().isInstance(event)) {
                ((Subscription<E>) subscription)
                        .listener()
                        .on(company.supervisor, new Delivery<>(1, company.now, "platform", event));
            }
        }
    }

    private static List<String> statuses(int tenant) throws Exception {
        return texts("SELECT status FROM call_task WHERE tenant_id = %d ORDER BY status", tenant);
    }

    private static List<Long> customers(int tenant) throws Exception {
        return texts("SELECT customer_id FROM call_task WHERE tenant_id = %d ORDER BY 1", tenant)
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    private static List<String> texts(String sql, int tenant) throws Exception {
        try (Connection connection = schema.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.formatted(tenant))) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
