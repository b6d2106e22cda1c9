package io.trunkline.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The server is killed while it imports. What is in the database is looked at from behind, by a
/// role that sees everything.
class ImportCrashIT {
    private static final int ROWS = 30_000;
    private static final String NUMBERS = "CRASH-";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static StandaloneStack stack;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        stack = SharedStack.get();
        chromium = Chromium.start();
    }

    @AfterAll
    static void end() {
        chromium.close();
    }

    @Test
    void anImportGoesOnAfterTheServerWasKilledInTheMiddleOfIt() throws Exception {
        var id = upload();
        killInTheMiddle(id);
        var applied = applied(id);
        assertTrue(applied > 0 && applied < ROWS, applied + " rows applied");
        assertEquals(applied, customers(), "what is marked is there, and nothing else");
        stack.restartServer();

        try (var supervisor = supervisor()) {
            var interrupted = await(supervisor, id, "INTERRUPTED");
            assertEquals(applied, interrupted.path("done").asInt());
        }
        resumeOnTheScreen(id);
        try (var supervisor = supervisor()) {
            var done = await(supervisor, id, "DONE");
            assertEquals(ROWS, done.path("done").asInt());
            assertEquals(ROWS, done.path("counts").path("created").asInt());
            assertEquals(0, done.path("counts").path("updated").asInt());
        }
        assertEquals(ROWS, applied(id));
        assertEquals(ROWS, customers());
        assertEquals(ROWS, onePerCustomer("trunkline.customer_phone", "o.customer_id", "true"));
        assertEquals(
                ROWS,
                onePerCustomer(
                        "trunkline.audit_entry", "o.object_id", "o.action LIKE 'customer.%'"));
        assertEquals(
                ROWS,
                onePerCustomer("trunkline.outbox", "o.customer_id", "o.type = 'CustomerChanged'"));
    }

    private static String upload() {
        try (var supervisor = supervisor()) {
            var id = supervisor.upload("/imports", "crash.csv", csv()).path("id").asText();
            await(supervisor, id, "READY");
            return id;
        }
    }

    private static void killInTheMiddle(String id) {
        try (var supervisor = supervisor()) {
            supervisor.post("/imports/" + id + "/start", Map.of());
            var end = Instant.now().plus(PATIENCE);
            while (supervisor.get("/imports/" + id).path("done").asInt() == 0) {
                assertTrue(Instant.now().isBefore(end), "nothing is imported");
                Pause.milliseconds(20);
            }
            stack.killServer();
        }
    }

    private static void resumeOnTheScreen(String id) {
        var page = chromium.signedIn(stack, "supervisor.zhengzhou");
        page.setDefaultTimeout(PATIENCE.toMillis());
        page.navigate(stack.url() + "/imports/" + id);
        page.locator("#import-interrupted").waitFor();
        Chromium.screenshot(page, "import-interrupted-zh");
        page.locator("#import-resume").click();
        page.locator("#import-done").waitFor();
        assertThat(page.locator("#import-count-created .tl-figure-value"))
                .hasText(String.format("%,d", ROWS));
    }

    private static JsonNode await(Api supervisor, String id, String state) {
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            var job = supervisor.get("/imports/" + id);
            if (job.path("state").asText().equals(state)) {
                return job;
            }
            if (Instant.now().isAfter(end)) {
                return fail("not " + state + " but " + job);
            }
            Pause.milliseconds(200);
        }
    }

    private static int applied(String id) throws SQLException {
        return number(
                "SELECT count(*) FROM trunkline.import_row WHERE import_id = "
                        + id
                        + " AND applied");
    }

    private static int customers() throws SQLException {
        return number(
                "SELECT count(DISTINCT external_number) FROM trunkline.customer"
                        + " WHERE external_number LIKE '"
                        + NUMBERS
                        + "%'");
    }

    /// How many of the customers have exactly one such row.
    private static int onePerCustomer(String table, String customer, String condition)
            throws SQLException {
        return number(
                """
                SELECT count(*) FROM (
                  SELECT c.id FROM trunkline.customer c
                    JOIN %s o ON o.tenant_id = c.tenant_id AND %s = c.id AND %s
                   WHERE c.external_number LIKE '%s%%'
                   GROUP BY c.id HAVING count(*) = 1) exact
                """
                        .formatted(table, customer, condition, NUMBERS));
    }

    private static int number(String sql) throws SQLException {
        try (var connection = stack.superuserDatabase().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Api supervisor() {
        return new Api(stack.url(), "zhengzhou", stack.token("zhengzhou", "supervisor"));
    }

    private static String csv() {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "%s%05d,客户%d,199%08d,二七区".formatted(NUMBERS, row, row, row))
                .collect(Collectors.joining("\n", "客户编号,姓名,手机号,区县\n", "\n"));
    }
}
