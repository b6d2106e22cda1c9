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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/// A plugin is upgraded again and again while people work with it, each time with a column and an
/// index on a large table. Nobody may be refused, nothing be lost or doubled; how long people wait
/// meanwhile is held against the quiet time before, in the same run.
final class Upgrade {

    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /// After a release serves, the one before stands in for its first calls, and is freed.
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private final StandaloneStack stack;
    private final Connection superuser;
    private final Releases releases;
    private final Settings settings;
    private final List<Window> windows = new ArrayList<>();
    private final List<Window> quiet = new ArrayList<>();

    /// @param rows of the table that every upgrade changes
    /// @param rate requests a second, all clients together
    /// @param round how long it is quiet before each upgrade
    record Settings(int upgrades, long rows, int clients, int rate, Duration round) {}

    private record Window(long from, long to) {
        boolean holds(long at) {
            return from <= at && at < to;
        }
    }

    private Upgrade(
            StandaloneStack stack, Connection superuser, Releases releases, Settings settings) {
        this.stack = stack;
        this.superuser = superuser;
        this.releases = releases;
        this.settings = settings;
    }

    static void run(Path project, Path home, Settings settings) throws Exception {
        // The JDK's client sends a POST again by itself when a connection breaks: that would both
        // hide a failure and double a write.
        System.setProperty("sun.net.http.retryPost", "false");
        Releases releases = Releases.trusted(home);
        StandaloneStack.Options options =
                StandaloneStack.Options.apart(project, home)
                        .withSettings(Bench.UNLIMITED)
                        .withProgress(new Progress(System.out));
        try (StandaloneStack stack = StandaloneStack.start(options);
                Connection superuser = stack.superuserDatabase().connect()) {
            new Upgrade(stack, superuser, releases, settings).run();
        }
    }

    private void run() throws Exception {
        PluginTenants.enable(superuser);
        try (Operator operator = new Operator(stack, SampleData.LARGE)) {
            operator.install(releases.entries("1.0.0", 0));
            operator.use("1.0.0");
            fill();
            for (int n = 1; n <= settings.upgrades(); n++) {
                operator.install(releases.entries("1.0." + n, n));
            }
            Traffic traffic = new Traffic(callers(), settings.rate());
            try (traffic) {
                System.out.printf(
                        "%d clients, %d requests a second; warming up%n",
                        settings.clients(), settings.rate());
                Thread.sleep(WARM_UP);
                for (int n = 1; n <= settings.upgrades(); n++) {
                    upgrade(operator, "1.0." + n);
                }
            }
            report(traffic);
        }
    }

    private void upgrade(Operator operator, String version) throws Exception {
        long calm = System.nanoTime();
        Thread.sleep(settings.round());
        long begin = System.nanoTime();
        quiet.add(new Window(calm, begin));
        operator.use(version);
        long serves = System.nanoTime();
        System.out.printf(Locale.ROOT, "%s serves after %.2f s%n", version, (serves - begin) / 1e9);
        Thread.sleep(AFTERMATH);
        windows.add(new Window(begin, System.nanoTime()));
    }

    private void report(Traffic traffic) throws SQLException {
        List<Traffic.Sample> samples = traffic.samples();
        Latency calm = latency(samples, at -> quiet.stream().anyMatch(w -> w.holds(at)));
        Latency switching = latency(samples, at -> windows.stream().anyMatch(w -> w.holds(at)));
        System.out.printf(
                Locale.ROOT,
                "upgrade p99 ratio %.2f (%d upgrades, %,d rows, %d clients)%n",
                switching.at(0.99) / calm.at(0.99),
                settings.upgrades(),
                settings.rows(),
                settings.clients());
        long failed = samples.stream().filter(Traffic.Sample::failed).count();
        System.out.printf("failed %d of %,d requests%n", failed, samples.size());
        traffic.failures().forEach(failure -> System.out.println("  " + failure));
        compare(traffic);
        System.out.println("quiet      " + calm);
        System.out.println("upgrading  " + switching);
    }

    private static Latency latency(List<Traffic.Sample> samples, LongPredicate when) {
        return Latency.of(
                samples.stream()
                        .filter(sample -> when.test(sample.due()))
                        .mapToLong(Traffic.Sample::nanos));
    }

    /// What the clients were told beside what the table holds.
    private void compare(Traffic traffic) throws SQLException {
        Map<Integer, Map<Long, Integer>> kept = kept();
        long lost = 0;
        long acknowledged = 0;
        long unasked = 0;
        List<Set<Long>> told = traffic.acknowledged();
        for (int client = 0; client < told.size(); client++) {
            Set<Long> own = told.get(client);
            Set<Long> there = kept.getOrDefault(client, Map.of()).keySet();
            acknowledged += own.size();
            lost += own.stream().filter(number -> !there.contains(number)).count();
            unasked += there.stream().filter(number -> !own.contains(number)).count();
        }
        long doubled =
                kept.values().stream()
                        .flatMap(own -> own.values().stream())
                        .filter(times -> times > 1)
                        .count();
        System.out.printf(
                "lost %d, doubled %d of %,d writes that were acknowledged; kept without an"
                        + " acknowledgement: %d%n",
                lost, doubled, acknowledged, unasked);
    }

    /// By client and number: how often it is there.
    private Map<Integer, Map<Long, Integer>> kept() throws SQLException {
        Map<Integer, Map<Long, Integer>> kept = new HashMap<>();
        try (Statement statement = superuser.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT client, number, count(*) FROM plugin_bench.entry
                                 WHERE client >= 0 GROUP BY client, number
                                """)) {
            while (row.next()) {
                kept.computeIfAbsent(row.getInt(1), none -> new HashMap<>())
                        .put(row.getLong(2), row.getInt(3));
            }
        }
        return kept;
    }

    /// Spread over the tenants, each client on a connection of its own.
    private List<Rest> callers() {
        List<Rest> callers = new ArrayList<>();
        for (int n = 0; n < settings.clients(); n++) {
            String tenant = PluginTenants.KEYS.get(n % PluginTenants.KEYS.size());
            callers.add(new Rest(stack.url(), stack.token(tenant, "supervisor")));
        }
        return callers;
    }

    /// Rows of nobody, half of them of each tenant.
    private void fill() throws SQLException {
        System.out.printf("generating %,d rows%n", settings.rows());
        try (Statement statement = superuser.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            for (String key : PluginTenants.KEYS) {
                statement.execute(
                        """
                        INSERT INTO plugin_bench.entry (tenant_id, id, client, number, note)
                        SELECT t.id, n, -1, n, 'entry ' || n
                          FROM trunkline.tenant t, generate_series(1, %d) n WHERE t.key = '%s'
                        """
                                .formatted(settings.rows() / PluginTenants.KEYS.size(), key));
            }
            statement.execute("VACUUM ANALYZE plugin_bench.entry");
            statement.execute("CHECKPOINT");
        }
    }
}
