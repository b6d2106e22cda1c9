package io.trunkline.bench;

import io.trunkline.standalone.Progress;
import io.trunkline.standalone.StandaloneStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A plugin is installed, upgraded and removed again and again on a running server, each time by
/// releases that were never there before. What the server holds afterwards must be what it held
/// after the first tenth.
final class Cycles {

    private static final int SAMPLES = 10;

    private final Path home;
    private final Connection superuser;
    private final Releases releases;
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(int cycle, Map<String, Long> held) {

        long held(String name) {
            return Objects.requireNonNull(held.get(name), name);
        }
    }

    private Cycles(Path home, Connection superuser, Releases releases) {
        this.home = home;
        this.superuser = superuser;
        this.releases = releases;
    }

    static void run(Path project, Path home, int cycles) throws Exception {
        Releases releases = Releases.trusted(home);
        StandaloneStack.Options options =
                StandaloneStack.Options.apart(project, home)
                        .withSettings(Bench.UNLIMITED)
                        .withProgress(new Progress(System.out));
        try (StandaloneStack stack = StandaloneStack.start(options);
                Connection superuser = stack.superuserDatabase().connect()) {
            new Cycles(home, superuser, releases).run(stack, cycles);
        }
    }

    private void run(StandaloneStack stack, int cycles) throws Exception {
        PluginTenants.enable(superuser);
        int apart = Math.max(1, cycles / SAMPLES);
        try (Operator operator = new Operator(stack, SampleData.LARGE)) {
            long begin = System.nanoTime();
            for (int n = 1; n <= cycles; n++) {
                cycle(operator, n);
                if (n % apart == 0) {
                    sample(n);
                    System.out.printf(
                            Locale.ROOT,
                            "%5d cycles, %4.0f s: %s%n",
                            n,
                            (System.nanoTime() - begin) / 1e9,
                            samples.getLast().held());
                }
            }
        }
        report();
    }

    private void cycle(Operator operator, int n) throws Exception {
        for (int step = 1; step <= 2; step++) {
            String version = "1.%d.%d".formatted(n, step);
            Path zip = releases.entries(version, 0);
            operator.install(zip);
            Files.delete(zip);
            operator.use(version);
            work(operator, n * 2L + step);
        }
        operator.remove();
    }

    /// A connection, JSON of both kinds and the plugin's library.
    private static void work(Operator operator, long number) throws Exception {
        Rest rest = operator.member();
        rest.post("/api/v1/plugins/bench/entries", "{\"client\":0,\"number\":" + number + "}");
        rest.get("/api/v1/plugins/bench/entries/0/" + number);
    }

    private void sample(int cycle) throws Exception {
        while (connections(" WHERE usename LIKE '%\\_plugin\\_bench'") > 0) {
            Thread.sleep(100);
        }
        Map<String, Long> held = ServerProcess.of(home).held();
        held.put("database connections", connections(" WHERE usename LIKE 'trunkline%'"));
        samples.add(new Sample(cycle, held));
    }

    private long connections(String which) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM pg_stat_activity" + which)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void report() {
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        System.out.printf(
                "%-26s %7s %12s %12s %16s%n",
                "", "ratio", "after " + first.cycle(), "after " + last.cycle(), "a hundred cycles");
        for (String name : first.held().keySet()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %7.2f %,12d %,12d %16.2f%n",
                    name,
                    ratio(first.held(name), last.held(name)),
                    first.held(name),
                    last.held(name),
                    100 * slope(name));
        }
    }

    /// What is none from beginning to end has not grown.
    private static double ratio(long first, long last) {
        return first == last ? 1 : (double) last / first;
    }

    /// By which it grows with each cycle, as the line says that lies nearest to all samples.
    private double slope(String name) {
        double cycles = samples.stream().mapToInt(Sample::cycle).average().orElseThrow();
        double held = samples.stream().mapToLong(one -> one.held(name)).average().orElseThrow();
        double together = 0;
        double apart = 0;
        for (Sample one : samples) {
            together += (one.cycle() - cycles) * (one.held(name) - held);
            apart += (one.cycle() - cycles) * (one.cycle() - cycles);
        }
        return apart == 0 ? 0 : together / apart;
    }
}
