package io.trunkline.bench;

import io.trunkline.standalone.Progress;
import io.trunkline.standalone.StandaloneStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `./trunkline bench lookup|dispatch|rights|tenants|plugin|upgrade|cycles` with the options that
/// [#USAGE] tells: starts a stack of its own on free ports, fills it, measures, and takes it down.
public final class Bench {

    /// A tenant's usual rate is far below what is measured.
    static final Map<String, String> UNLIMITED = Map.of("TRUNKLINE_LIMITS_REQUESTS", "1000000");

    private static final String USAGE =
            """
            bench lookup|dispatch|rights [--customers N] [--seconds N]
            bench tenants [--tenants N] [--customers N] [--seconds N]
            bench plugin [--seconds N]
            bench upgrade [--upgrades N] [--rows N] [--clients N] [--rate N] [--seconds N]
            bench cycles [--cycles N]\
            """;

    private static final List<String> ON_CUSTOMERS = List.of("lookup", "dispatch", "rights");
    private static final List<String> ON_OWN_STACKS =
            List.of("tenants", "plugin", "upgrade", "cycles");

    private static final long CUSTOMERS = 200_000;
    private static final long ROUND_SECONDS = 6;
    private static final long TENANTS = 2_000;
    private static final long UPGRADES = 20;
    private static final long ROWS = 1_000_000;
    private static final long UPGRADE_CLIENTS = 16;
    private static final long UPGRADE_RATE = 400;
    private static final long CYCLES = 1_000;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        String name = words.isEmpty() ? "" : words.getFirst();
        if (!ON_CUSTOMERS.contains(name) && !ON_OWN_STACKS.contains(name)) {
            System.err.println(USAGE);
            System.exit(2);
        }
        Path project = Path.of(System.getProperty("trunkline.project", ".")).toAbsolutePath();
        Path home = project.resolve(".trunkline/bench");
        delete(home);
        long customers = option(words, "--customers", CUSTOMERS);
        Duration round = Duration.ofSeconds(option(words, "--seconds", ROUND_SECONDS));
        switch (name) {
            case "tenants" -> {
                int tenants = (int) option(words, "--tenants", TENANTS);
                Tenants.run(project, home, tenants, customers / TenantFiles.LARGE, round);
            }
            case "plugin" -> GatewayCost.run(project, home, round);
            case "upgrade" ->
                    Upgrade.run(
                            project,
                            home,
                            new Upgrade.Settings(
                                    (int) option(words, "--upgrades", UPGRADES),
                                    option(words, "--rows", ROWS),
                                    (int) option(words, "--clients", UPGRADE_CLIENTS),
                                    (int) option(words, "--rate", UPGRADE_RATE),
                                    round));
            case "cycles" -> Cycles.run(project, home, (int) option(words, "--cycles", CYCLES));
            default -> onCustomers(name, project, home, customers, round);
        }
    }

    private static void onCustomers(
            String name, Path project, Path home, long customers, Duration round) throws Exception {
        StandaloneStack.Options options =
                StandaloneStack.Options.apart(project, home)
                        .withSettings(UNLIMITED)
                        .withProgress(new Progress(System.out));
        try (StandaloneStack stack = StandaloneStack.start(options);
                Connection superuser = stack.superuserDatabase().connect()) {
            System.out.printf("generating %,d customers%n", customers);
            new SampleData(superuser).load(customers);
            if (name.equals("lookup")) {
                Lookup.run(stack, superuser, customers, round);
            } else if (name.equals("rights")) {
                Rights.run(stack, superuser, round);
            } else {
                Dispatch.run(stack, superuser, round);
            }
        }
    }

    private static long option(List<String> words, String name, long otherwise) {
        int at = words.indexOf(name);
        return at < 0 ? otherwise : Long.parseLong(words.get(at + 1));
    }

    /// Each run begins with nothing, else the second would measure the first one's rows too.
    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
