package io.trunkline.plugins.calltasks;

import static io.trunkline.plugins.calltasks.Refusal.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.plugins.calltasks.batch.Batch;
import io.trunkline.plugins.calltasks.batch.BatchDraft;
import io.trunkline.plugins.calltasks.batch.BatchState;
import io.trunkline.plugins.calltasks.batch.Batches;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.StandardErrorCode;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static PluginSchemaInTest schema;

    @BeforeAll
    static void openTables() throws Exception {
        schema = PluginSchemaInTest.fresh();
    }

    @Test
    void tablesKeepThePlatformsRules() throws Exception {
        assertEquals(List.of(), schema.brokenRules());
    }

    @Test
    void aBatchHoldsOneTaskForEachCustomerAtItsDistrict() {
        Company company = new Company(schema, 1);
        company.customers(6_000, Company.NORTH);
        company.customers(4, Company.NORTH_B);
        company.customers(7, Company.ROOT);

        Batch batch = company.batch();

        assertEquals(BatchState.READY, batch.state());
        assertEquals(6_011, batch.expected());
        assertEquals(6_011, batch.filled());
        assertEquals(6_011, batch.totals().total());
        assertEquals(7, batch.totals().unmatched());
        assertEquals(6_004, batch.totals().waiting());
        assertEquals(
                6_004,
                company.plugin
                        .batches()
                        .find(company.lead(Company.NORTH), batch.id())
                        .totals()
                        .total());
        assertEquals(
                0,
                company.plugin
                        .batches()
                        .find(company.lead(Company.SOUTH), batch.id())
                        .totals()
                        .total());
    }

    @Test
    void theSameRequestMakesNoSecondBatch() {
        Company company = new Company(schema, 2);
        company.customers(3, Company.NORTH);
        BatchDraft draft = draft(company, "once");

        Batch first = company.plugin.batches().create(company.supervisor, draft);
        Batch second = company.plugin.batches().create(company.supervisor, draft);

        assertEquals(first.id(), second.id());
        assertEquals(3, second.totals().total());
        assertEquals(
                1, company.plugin.batches().list(company.supervisor, null, 50).batches().size());
    }

    @Test
    void fillingGoesOnWhereItBrokeOff() throws Exception {
        Company company = new Company(schema, 3);
        company.customers(12_000, Company.NORTH);
        Batch batch = company.batch();
        try (Connection connection = schema.superuser();
                Statement statement = connection.createStatement()) {
            // As if the server had been killed after the first chunk.
            long first = batch.id();
            statement.execute(
                    "DELETE FROM call_task WHERE batch_id = %1$d AND customer_id > (SELECT customer_id FROM call_task WHERE batch_id = %1$d ORDER BY customer_id OFFSET 4999 LIMIT 1)"
                            .formatted(first));
            statement.execute(
                    "UPDATE batch SET state = 'filling', filled = 5000, filled_to = (SELECT max(customer_id) FROM call_task WHERE batch_id = %1$d) WHERE id = %1$d"
                            .formatted(first));
        }
        assertEquals(
                BatchState.FILLING,
                company.plugin.batches().find(company.supervisor, batch.id()).state());

        Batch resumed = company.plugin.batches().resume(company.supervisor, batch.id());

        assertEquals(BatchState.READY, resumed.state());
        assertEquals(12_000, resumed.filled());
        assertEquals(12_000, resumed.totals().total());
    }

    @Test
    void aBatchMustMakeSense() {
        Company company = new Company(schema, 4);
        Batches batches = company.plugin.batches();
        BatchDraft good = draft(company, "good");

        assertRefused(
                CallTasksError.BATCH_NAME,
                () -> batches.create(company.supervisor, with(good, " ", 2, 7)));
        assertRefused(
                CallTasksError.PRIORITY,
                () -> batches.create(company.supervisor, with(good, "Renewals", 4, 7)));
        assertRefused(
                CallTasksError.DUE_IN_PAST,
                () -> batches.create(company.supervisor, with(good, "Renewals", 2, -1)));
        assertRefused(
                StandardErrorCode.FORBIDDEN,
                () -> batches.create(company.lead(Company.NORTH), good));
    }

    @Test
    void batchesArePagedFromTheNewest() {
        Company company = new Company(schema, 5);
        long first = company.batch().id();
        long second = company.batch().id();
        long third = company.batch().id();
        Batches batches = company.plugin.batches();

        var page = batches.list(company.supervisor, null, 2);
        assertEquals(List.of(third, second), page.batches().stream().map(Batch::id).toList());
        var rest = batches.list(company.supervisor, page.next(), 2);
        assertEquals(List.of(first), rest.batches().stream().map(Batch::id).toList());
    }

    @Test
    void aClosedBatchLeavesNothingOpenAndIsNotDispatched() {
        Company company = new Company(schema, 6);
        company.customers(20, Company.NORTH);
        company.customers(2, Company.ROOT);
        Batch batch = company.dispatched();

        Batch closed = company.plugin.batches().close(company.supervisor, batch.id());

        assertEquals(BatchState.CLOSED, closed.state());
        assertEquals(22, closed.totals().cancelled());
        assertTrue(company.plugin.workbench().next(company.agent(Company.NORTH)).isEmpty());
        assertRefused(
                CallTasksError.BATCH_NOT_READY,
                () -> company.plugin.dispatch().dispatch(company.supervisor, batch.id()));
    }

    @Test
    void anotherTenantsBatchDoesNotExist() {
        Company company = new Company(schema, 7);
        Company other = new Company(schema, 8);
        company.customers(3, Company.NORTH);
        long id = company.dispatched().id();

        assertRefused(
                CallTasksError.BATCH_NOT_FOUND,
                () -> other.plugin.batches().find(other.supervisor, id));
        assertRefused(
                CallTasksError.BATCH_NOT_FOUND,
                () -> other.plugin.batches().close(other.supervisor, id));
        assertRefused(
                CallTasksError.BATCH_NOT_FOUND,
                () -> other.plugin.dispatch().dispatch(other.supervisor, id));
        assertRefused(
                CallTasksError.BATCH_NOT_FOUND,
                () -> other.plugin.board().progress(other.supervisor, id));
        assertTrue(other.plugin.workbench().next(other.agent(Company.NORTH)).isEmpty());
    }

    private static BatchDraft draft(Company company, String request) {
        return new BatchDraft(
                request,
                "Renewals",
                CustomerFilter.ALL,
                "",
                2,
                company.now.plus(Duration.ofDays(7)));
    }

    private static BatchDraft with(BatchDraft draft, String name, int priority, int days) {
        return new BatchDraft(
                draft.requestId(),
                name,
                draft.customers(),
                draft.script(),
                priority,
                draft.dueAt().plus(Duration.ofDays(days - 7)));
    }
}
