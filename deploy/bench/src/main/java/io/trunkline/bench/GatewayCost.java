package io.trunkline.bench;

import io.trunkline.standalone.Progress;
import io.trunkline.standalone.StandaloneStack;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What it costs to be a plugin: one question, answered by the platform and by a plugin.
///
/// The platform's reminders are the pair that is the same by construction: no permission, no field
/// policy and no customer is looked up for them, only the session, one transaction, one SELECT and
/// its JSON. The plugin has a copy of their table with the same rows and indexes, runs the same
/// SELECT by the same library and answers byte for byte the same; that is checked before anything
/// is measured, and so is that both transactions are of as many statements. What is left is the
/// gateway, the plugin's own pool, what is taken back of its connection, and the seal of its
/// transaction (`trunkline.enter` in place of `set_config`, and policies that verify it).
///
/// The seal is told apart by the transactions alone, as they were recorded, on bare JDBC: all that
/// differs there is the seal.
final class GatewayCost {

    private static final int CLIENTS = 8;
    private static final int REMINDERS = 200;
    private static final int ROUNDS = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final String PLATFORM = "/api/v1/reminders";
    private static final String PLUGIN = "/api/v1/plugins/bench/reminders";

    private final StandaloneStack stack;
    private final Connection superuser;
    private final Duration round;
    private final List<Caller> callers = new ArrayList<>();

    /// @param reminders ids of her reminders
    private record Caller(String tenant, Rest rest, List<String> reminders) {}

    private GatewayCost(StandaloneStack stack, Connection superuser, Duration round) {
        this.stack = stack;
        this.superuser = superuser;
        this.round = round;
    }

    static void run(Path project, Path home, Duration round) throws Exception {
        Path release = Releases.trusted(home).reminders("1.0.0");
        StandaloneStack.Options options =
                StandaloneStack.Options.apart(project, home)
                        .withSettings(Bench.UNLIMITED)
                        .withProgress(new Progress(System.out));
        try (StandaloneStack stack = StandaloneStack.start(options);
                Connection superuser = stack.superuserDatabase().connect()) {
            PluginTenants.enable(superuser);
            try (Operator operator = new Operator(stack, SampleData.LARGE)) {
                operator.install(release);
                operator.use("1.0.0");
            }
            new GatewayCost(stack, superuser, round).run();
        }
    }

    private void run() throws Exception {
        prepare();
        String one = "/" + callers.getFirst().reminders().getFirst();
        List<String> results = new ArrayList<>();
        results.add(measure("one reminder", one));
        results.add(measure("50 reminders", ""));
        results.forEach(System.out::println);
    }

    /// @param path below the reminders; asked for by everybody with her own in place of the first
    ///   caller's
    private String measure(String name, String path) throws Exception {
        requireSame(path);
        String marker = path.isEmpty() ? member(callers.getFirst().tenant()) : path.substring(1);
        String role = stack.appDatabase().username();
        Recording platform = record(role, marker, PLATFORM + path);
        Recording plugin =
                record(role.replaceFirst("_app$", "_plugin_bench"), marker, PLUGIN + path);
        if (platform.statements().size() != plugin.statements().size()) {
            throw new IllegalStateException(
                    "not the same transaction: " + platform + " and " + plugin);
        }
        System.out.printf("%s: %d statements each%n", name, platform.statements().size());
        try (Replays bare = new Replays()) {
            List<Load.Client> onPlatform = clients(PLATFORM, !path.isEmpty());
            List<Load.Client> onPlugin = clients(PLUGIN, !path.isEmpty());
            List<Load.Client> unsealed = bare.of(platform, role);
            List<Load.Client> sealed = bare.of(plugin, role.replaceFirst("_app$", "_plugin_bench"));
            Load.run(onPlatform, WARM_UP);
            Load.run(onPlugin, WARM_UP);
            Load.run(unsealed, round);
            Load.run(sealed, round);
            List<Double> more = new ArrayList<>();
            List<Double> ofSeal = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                // Turned round each time: who comes second finds the machine warmer.
                boolean first = i % 2 == 0;
                double rate = first ? Load.run(onPlatform, round) : 0;
                double pluginRate = Load.run(onPlugin, round);
                rate = first ? rate : Load.run(onPlatform, round);
                double unsealedRate = Load.run(unsealed, round);
                double sealedRate = Load.run(sealed, round);
                more.add(rate / pluginRate - 1);
                ofSeal.add((1 / sealedRate - 1 / unsealedRate) * rate);
                System.out.printf(
                        Locale.ROOT,
                        "  platform %6.0f/s  plugin %6.0f/s  bare %6.0f/s  bare and sealed %6.0f/s  %.3f%n",
                        rate,
                        pluginRate,
                        unsealedRate,
                        sealedRate,
                        1 + more.getLast());
            }
            double seal = median(ofSeal);
            return String.format(
                    Locale.ROOT,
                    "plugin ratio %.2f: %s cost %.0f %% more than of the platform, the seal %.0f %% of it and the gateway %.0f %%",
                    1 + median(more),
                    name,
                    100 * median(more),
                    100 * seal,
                    100 * (median(more) - seal));
        }
    }

    private void requireSame(String path) throws Exception {
        for (int i = 0; i < 20; i++) {
            String platform = callers.getFirst().rest().get(PLATFORM + path);
            String plugin = callers.getFirst().rest().get(PLUGIN + path);
            if (!platform.equals(plugin)) {
                throw new IllegalStateException(platform + " is not " + plugin);
            }
        }
    }

    private Recording record(String role, String marker, String path) throws Exception {
        Rest rest = callers.getFirst().rest();
        return new Recorder(stack, superuser).record(role, marker, () -> rest.get(path));
    }

    /// @param single whether one is asked for, each of hers in turn, or all
    private List<Load.Client> clients(String path, boolean single) {
        List<Load.Client> clients = new ArrayList<>();
        for (Caller caller : callers) {
            if (single) {
                clients.add(
                        new Load.Client() {
                            private int next;

                            @Override
                            public void once() throws Exception {
                                next = (next + 1) % caller.reminders().size();
                                caller.rest().get(path + "/" + caller.reminders().get(next));
                            }
                        });
            } else {
                clients.add(() -> caller.rest().get(path));
            }
        }
        return clients;
    }

    private final class Replays implements AutoCloseable {

        private final List<Replay> replays = new ArrayList<>();

        /// As the first caller, everybody.
        List<Load.Client> of(Recording recording, String role) throws SQLException {
            List<Load.Client> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Connection connection = stack.superuserDatabase().connect();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("SET SESSION AUTHORIZATION " + role);
                    statement.execute("SET search_path TO plugin_bench");
                }
                Replay replay = new Replay(connection, recording);
                replays.add(replay);
                clients.add(() -> {
                    if (replay.run(value -> value).isEmpty()) {
                        throw new IllegalStateException("nothing was found");
                    }
                });
            }
            return clients;
        }

        @Override
        public void close() throws SQLException {
            for (Replay replay : replays) {
                replay.close();
            }
        }
    }

    /// The same reminders in both tables.
    private void prepare() throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO trunkline.reminder (tenant_id, id, member_id, note, route, due_at, state)
                    SELECT m.tenant_id, 7400000000000000 + n, m.id, 'reminder ' || n, '',
                           now() + n * interval '1 hour' + interval '1 day', 'OPEN'
                      FROM trunkline.member m, generate_series(1, %d) n
                     WHERE m.username LIKE 'supervisor.%%'
                    """
                            .formatted(REMINDERS));
            statement.execute(
                    """
                    INSERT INTO plugin_bench.reminder (tenant_id, id, member_id, note, customer_id, route,
                           due_at, state, version, created_at)
                    SELECT tenant_id, id, member_id, note, customer_id, route, due_at, state, version, created_at
                      FROM trunkline.reminder
                    """);
            statement.execute("VACUUM ANALYZE trunkline.reminder, plugin_bench.reminder");
        }
        for (int i = 0; i < CLIENTS; i++) {
            String tenant = PluginTenants.KEYS.get(i % PluginTenants.KEYS.size());
            callers.add(
                    new Caller(
                            tenant,
                            new Rest(stack.url(), stack.token(tenant, "supervisor")),
                            texts(
                                    """
                                    SELECT r.id FROM trunkline.reminder r JOIN trunkline.tenant t ON t.id = r.tenant_id
                                     WHERE t.key = '%s'
                                    """
                                            .formatted(tenant))));
        }
    }

    private String member(String tenant) throws SQLException {
        return texts("SELECT id FROM trunkline.member WHERE username = 'supervisor." + tenant + "'")
                .getFirst();
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
