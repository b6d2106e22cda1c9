package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/// Gives tenants generated customers once, through the product's own interface. What goes wrong
/// here is said, and the stack runs on without.
final class DemoLoad {
    private static final Map<String, Integer> CUSTOMERS = Map.of("zhengzhou", 2_000);
    private static final int USUAL_CUSTOMERS = 1_500;

    private final StandaloneStack stack;
    private final Home home;
    private final Progress progress;

    DemoLoad(StandaloneStack stack, Home home, Progress progress) {
        this.stack = stack;
        this.home = home;
        this.progress = progress;
    }

    void run() {
        for (var tenant : stack.tenants()) {
            var done = home.run().resolve("demo-" + tenant.key() + ".loaded");
            if (!Files.exists(done)) {
                progress.step("Demo data of " + tenant.key());
                load(tenant, done);
            }
        }
    }

    private void load(TenantFile tenant, Path done) {
        try (var supervisor =
                new Api(stack.url(), tenant.key(), stack.token(tenant.key(), "supervisor"))) {
            importCustomers(tenant, supervisor);
            new DemoTasks(stack, tenant).run();
            Files.createFile(done);
            progress.done();
        } catch (StandaloneException e) {
            progress.note("not loaded: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void importCustomers(TenantFile tenant, Api supervisor) {
        var customers = CUSTOMERS.getOrDefault(tenant.key(), USUAL_CUSTOMERS);
        var csv = new DemoCustomers(tenant, LocalDate.now(tenant.zone())).csv(customers);
        var id = supervisor.upload("/imports", "demo-customers.csv", csv).path("id").asText();
        await(supervisor, id, "READY");
        supervisor.post("/imports/" + id + "/start", Map.of());
        await(supervisor, id, "DONE");
    }

    private static JsonNode await(Api supervisor, String id, String wanted) {
        var end = Instant.now().plus(Duration.ofMinutes(2));
        while (true) {
            var job = supervisor.get("/imports/" + id);
            switch (job.path("state").asText()) {
                case String state when state.equals(wanted) -> {
                    return job;
                }
                case "REFUSED", "CANCELLED", "INTERRUPTED" ->
                        throw new StandaloneException("the import ends as " + job);
                default -> {}
            }
            if (Instant.now().isAfter(end)) {
                throw new StandaloneException("the import takes too long: " + job);
            }
            Pause.milliseconds(200);
        }
    }
}
