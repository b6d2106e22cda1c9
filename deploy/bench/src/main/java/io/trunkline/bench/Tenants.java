package io.trunkline.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.standalone.Progress;
import io.trunkline.standalone.StandaloneStack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What the number of tenants costs: the same five branch companies of a real size are measured
/// among twenty and among many. Start, sign-in and lists must not notice; a plan of all is told per
/// tenant.
final class Tenants {

    private static final int FEW = 20;
    private static final int STARTS = 3;
    private static final int SIGN_INS = 30;
    private static final int CLIENTS = 4;
    private static final int FILES_A_PLAN = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Tenants() {}

    /// @param customers of each large tenant
    static void run(Path project, Path home, int many, long customers, Duration round)
            throws Exception {
        Map<String, Double> few = measured(project, home.resolve("few"), FEW, customers, round);
        Map<String, Double> all = measured(project, home.resolve("many"), many, customers, round);
        System.out.printf(
                "%-32s %12s %12s %8s%n", "", FEW + " tenants", many + " tenants", "ratio");
        for (Map.Entry<String, Double> one : few.entrySet()) {
            double among = Objects.requireNonNull(all.get(one.getKey()), one.getKey());
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %12.2f %12.2f %8.2f%n",
                    one.getKey(),
                    one.getValue(),
                    among,
                    among / one.getValue());
        }
    }

    private static Map<String, Double> measured(
            Path project, Path home, int count, long customers, Duration round) throws Exception {
        Path folder = home.resolve("tenants-config");
        List<String> files = TenantFiles.write(folder, count);
        StandaloneStack.Options options =
                StandaloneStack.Options.apart(project, home)
                        .withTenants(folder)
                        .withSettings(Bench.UNLIMITED)
                        .withProgress(new Progress(System.out));
        System.out.printf("%d tenants%n", count);
        long begin = System.nanoTime();
        try (StandaloneStack stack = StandaloneStack.start(options);
                Connection superuser = stack.superuserDatabase().connect()) {
            System.out.printf(Locale.ROOT, "made in %.0f s, everything included%n", seconds(begin));
            SampleData data = new SampleData(superuser);
            for (int n = 0; n < TenantFiles.LARGE; n++) {
                data.fill(data.tenant(TenantFiles.key(n)), customers);
            }
            data.settle();
            Map<String, Double> results = new LinkedHashMap<>();
            results.put("start of the server, s", starts(stack));
            results.put("sign-in for a token, ms", signIns(stack));
            lists(stack, round, results);
            results.put("plan, ms a tenant", plan(stack, files));
            return results;
        }
    }

    private static double starts(StandaloneStack stack) {
        List<Double> taken = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            stack.restartServer();
            taken.add(seconds(begin));
        }
        return median(taken);
    }

    private static double signIns(StandaloneStack stack) {
        List<Double> taken = new ArrayList<>();
        for (int i = 0; i < SIGN_INS; i++) {
            long begin = System.nanoTime();
            stack.token(TenantFiles.key(i % TenantFiles.LARGE), "supervisor");
            taken.add(1000 * seconds(begin));
        }
        return median(taken);
    }

    private static void lists(StandaloneStack stack, Duration round, Map<String, Double> results)
            throws InterruptedException {
        List<Load.Client> list = new ArrayList<>();
        List<Load.Client> who = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String token = stack.token(TenantFiles.key(i % TenantFiles.LARGE), "supervisor");
            Rest rest = new Rest(stack.url(), token);
            list.add(() -> rest.get("/api/v1/customers?limit=50&sort=name"));
            who.add(() -> rest.get("/api/v1/me"));
        }
        Load.run(list, WARM_UP);
        Load.run(who, round);
        results.put("list of 50 customers, ms", 1000 * CLIENTS / Load.run(list, round));
        results.put("who am I, ms", 1000 * CLIENTS / Load.run(who, round));
    }

    /// Of every file, in portions: a body has its limit.
    private static double plan(StandaloneStack stack, List<String> files) throws IOException {
        Rest operator = new Rest(stack.url(), stack.operatorToken());
        double taken = 0;
        // The first one compiles the planner.
        plan(operator, files, 0);
        for (int from = 0; from < files.size(); from += FILES_A_PLAN) {
            taken += plan(operator, files, from);
        }
        return 1000 * taken / files.size();
    }

    private static double plan(Rest operator, List<String> files, int from) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode texts = body.putArray("files");
        for (int n = from; n < Math.min(files.size(), from + FILES_A_PLAN); n++) {
            texts.addObject().put("name", TenantFiles.key(n) + ".yaml").put("text", files.get(n));
        }
        long begin = System.nanoTime();
        String plan = operator.post("/api/v1/operator/tenants/plan", body.toString());
        double taken = seconds(begin);
        if (!operator.json(plan).path("tenants").isEmpty()
                || !operator.json(plan).path("problems").isEmpty()) {
            throw new IllegalStateException("the plan is not empty: " + plan);
        }
        return taken;
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
