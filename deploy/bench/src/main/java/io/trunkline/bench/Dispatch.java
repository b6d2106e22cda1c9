package io.trunkline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.standalone.StandaloneStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An agent's step from one call to the next: save the outcome and claim the next task, in one
/// request and one transaction. Through the gateway to the call-tasks plugin, beside the same
/// transaction by the plugin's own database role.
final class Dispatch {

    private static final String PATH = "/api/v1/plugins/call-tasks/tasks/";
    private static final AtomicLong ATTEMPTS = new AtomicLong(6_300_000_000_000_000L);

    private final StandaloneStack stack;
    private final Connection superuser;
    private final SampleTasks tasks;
    private final String role;

    private Dispatch(StandaloneStack stack, Connection superuser) {
        this.stack = stack;
        this.superuser = superuser;
        this.tasks = new SampleTasks(superuser);
        this.role = stack.appDatabase().username().replaceFirst("_app$", "_plugin_call_tasks");
    }

    static void run(StandaloneStack stack, Connection superuser, Duration round) throws Exception {
        new Dispatch(stack, superuser).run(round);
    }

    private void run(Duration round) throws Exception {
        List<Agent> agents =
                new ArrayList<>(
                        tasks.agents(
                                SampleData.LARGE,
                                List.of(
                                        "agent1", "agent2", "agent3", "agent4", "agent5",
                                        "agent6")));
        agents.addAll(tasks.agents(SampleData.MEDIUM, List.of("agent1", "agent2")));
        tasks.load(agents);
        List<Load.Client> product = new ArrayList<>();
        List<Load.Client> floor = new ArrayList<>();
        List<Replay> replays = new ArrayList<>();
        try {
            for (Agent agent : agents) {
                ProductAgent client = new ProductAgent(agent);
                product.add(client);
                floor.add(floorClient(agent, client, replays));
            }
            new Comparison("dispatch", product, floor, round).run();
        } finally {
            for (Replay replay : replays) {
                replay.close();
            }
        }
    }

    /// Records one step of the agent and repeats it for her stand-in.
    private Load.Client floorClient(Agent agent, ProductAgent client, List<Replay> replays)
            throws Exception {
        for (int i = 0; i < 5; i++) {
            client.once();
        }
        HeldTask recorded = client.held;
        String request = UUID.randomUUID().toString();
        Recording recording =
                new Recorder(stack, superuser)
                        .record(
                                role,
                                request,
                                () -> {
                                    client.step(request);
                                    return true;
                                });
        String attempt = tasks.attempt(agent, request);
        String member = Long.toString(agent.member());
        Replay replay = new Replay(connection(), recording);
        replays.add(replay);
        return new Load.Client() {
            private HeldTask held = tasks.give(agent, agent.standIn());

            @Override
            public void once() throws SQLException {
                String newRequest = UUID.randomUUID().toString();
                String newAttempt = Long.toString(ATTEMPTS.incrementAndGet());
                HeldTask now = held;
                UnaryOperator<@Nullable String> substitution =
                        value ->
                                value == null
                                        ? null
                                        : value.replace(recorded.id(), now.id())
                                                .replace(recorded.customer(), now.customer())
                                                .replace(attempt, newAttempt)
                                                .replace(request, newRequest)
                                                .replace(member, agent.standIn());
                var next = replay.run(substitution);
                String id = next.get("id");
                String customer = next.get("customer_id");
                if (id == null || customer == null || id.equals(now.id())) {
                    throw new IllegalStateException("the floor claimed nothing: " + next);
                }
                held = new HeldTask(id, customer);
            }
        };
    }

    /// A connection as the plugin's role, whose password only the host knows.
    private Connection connection() throws SQLException {
        Connection connection = stack.superuserDatabase().connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION AUTHORIZATION " + role);
            statement.execute("SET search_path TO plugin_call_tasks");
        }
        return connection;
    }

    /// An agent who saves and goes on, through the API.
    private final class ProductAgent implements Load.Client {

        private final Rest rest;
        private HeldTask held;

        ProductAgent(Agent agent) throws Exception {
            rest = new Rest(stack.url(), stack.token(agent.tenantKey(), agent.user()));
            held = task(rest.json(rest.post(PATH + "next", "")).path("task"));
        }

        @Override
        public void once() throws Exception {
            step(UUID.randomUUID().toString());
        }

        void step(String request) throws Exception {
            String body =
                    rest.post(
                            PATH + held.id() + "/outcome-and-next",
                            "{\"requestId\":\"%s\",\"disposition\":\"AGREED\",\"note\":\"\"}"
                                    .formatted(request));
            HeldTask next = task(rest.json(body).path("next"));
            if (next.id().equals(held.id())) {
                throw new IllegalStateException("the same task again: " + body);
            }
            held = next;
        }

        private static HeldTask task(JsonNode task) {
            if (task.path("id").asText().isEmpty()) {
                throw new IllegalStateException("no task is left; lower --seconds");
            }
            return new HeldTask(task.path("id").asText(), task.path("customerId").asText());
        }
    }
}
