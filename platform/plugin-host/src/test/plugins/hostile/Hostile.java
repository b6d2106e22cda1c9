package fixture.hostile;

import io.trunkline.spi.ApprovalDecided;
import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.NotificationRequested;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Route;
import io.trunkline.spi.RouteRequest;
import io.trunkline.spi.Setting;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.TrunklinePlugin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tries to get at other tenants by SQL, and to cost others what it does wrong itself.
public class Hostile implements TrunklinePlugin {

    public record Script(List<String> statements) {}

    public record Text(String value) {}

    public record Endless(Iterable<String> parts) {}

    public record Deep(@Nullable Deep next) {}

    /// One that does not end where it is read.
    public record Draft(String value) {
        public Draft {
            if (value.equals("spins")) {
                spin();
            }
        }
    }

    /// One that does not end where it is written.
    public record Shown(String value) {
        @Override
        public String value() {
            spin();
            return value;
        }
    }

    static final Permission USE = new Permission("hostile.use");

    private final PluginContext context;
    private final AtomicInteger entered = new AtomicInteger();
    private volatile String mood = "good";

    public Hostile(PluginContext context) {
        this.context = context;
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(
                Route.post(
                        "/run",
                        USE,
                        Script.class,
                        Text.class,
                        (s, r) -> new Text(run(s, r.body().statements()))),
                Route.post(
                        "/read",
                        USE,
                        Draft.class,
                        Text.class,
                        (s, r) -> new Text(r.body().value())),
                Route.get("/show", USE, Shown.class, (s, r) -> new Shown("shown")),
                Route.get("/entered", USE, Text.class, (s, r) -> new Text("" + entered.get())),
                Route.get("/mood", USE, Text.class, (s, r) -> mood(r.query("is").orElse(mood))),
                Route.get("/call", USE, Text.class, (s, r) -> call()),
                Route.get("/text", USE, Text.class, (s, r) -> text(number(r))),
                Route.get("/list", USE, Text[].class, (s, r) -> list(number(r))),
                Route.get("/endless", USE, Endless.class, (s, r) -> new Endless(forever())),
                Route.get("/deep", USE, Deep.class, (s, r) -> deep(number(r))),
                Route.get("/refuse", USE, Text.class, (s, r) -> refuse(number(r))),
                Route.get("/tell", USE, Text.class, (s, r) -> tell(s, number(r))),
                Route.get("/forge", USE, Text.class, (s, r) -> forge(s)),
                Route.get("/write-down", USE, Text.class, (s, r) -> writeDown(s, number(r))));
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                Setting.integer("number", 5, 1, 9),
                new Setting<>("own", String.class, "", "whatever it likes", this::likes));
    }

    private boolean likes(String value) {
        switch (String.valueOf(mood)) {
            case "fails-on-checks" -> throw new IllegalStateException("planted");
            case "sleeps-on-checks" -> sleep();
            case "spins-on-checks" -> spin();
            default -> {}
        }
        return !value.equals("disliked");
    }

    private Text mood(String wanted) {
        mood = wanted;
        return new Text(mood);
    }

    private static int number(RouteRequest<Void> request) {
        return Integer.parseInt(request.query("size").orElseThrow());
    }

    private static Text text(int size) {
        return new Text("x".repeat(size));
    }

    private static Text[] list(int size) {
        Text[] list = new Text[size];
        Arrays.fill(list, new Text("the same"));
        return list;
    }

    private static Iterable<String> forever() {
        return () -> Stream.generate(() -> "and so on").iterator();
    }

    private static Deep deep(int size) {
        Deep deep = new Deep(null);
        for (int nth = 0; nth < size; nth++) {
            deep = new Deep(deep);
        }
        return deep;
    }

    private static Text refuse(int size) {
        throw new PluginException(StandardErrorCode.INVALID, "field", "x".repeat(size));
    }

    private Text tell(TenantSession session, int size) {
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            context.database()
                                    .publish(
                                            session,
                                            connection,
                                            new NotificationRequested(
                                                    1,
                                                    "much",
                                                    "much",
                                                    List.of("x".repeat(size)),
                                                    "",
                                                    false,
                                                    "once"));
                            return new Text("told");
                        });
    }

    private Text forge(TenantSession session) {
        ApprovalDecided decided =
                new ApprovalDecided(
                        1,
                        "example",
                        "more",
                        "1",
                        ApprovalDecided.Outcome.APPROVED,
                        null,
                        "",
                        context.clock().instant());
        try {
            return context.database()
                    .inTransaction(
                            session,
                            connection -> {
                                context.database().publish(session, connection, decided);
                                return new Text("told");
                            });
        } catch (IllegalArgumentException e) {
            return new Text(e.getMessage());
        }
    }

    private Text writeDown(TenantSession session, int size) {
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            context.database()
                                    .audit(
                                            session,
                                            connection,
                                            "hostile.write",
                                            "thing",
                                            1,
                                            null,
                                            "{\"much\": \"" + "x".repeat(size) + "\"}");
                            return new Text("written");
                        });
    }

    /// As its mood is.
    private Text call() {
        entered.incrementAndGet();
        switch (mood) {
            case "fails" -> throw new IllegalStateException("planted");
            case "breaks" -> throw new NoClassDefFoundError("planted");
            case "overflows" -> overflow(1);
            case "sleeps" -> sleep();
            case "spins" -> spin();
            default -> {}
        }
        return new Text("served");
    }

    private static int overflow(int depth) {
        return depth + overflow(depth + 1) + 1;
    }

    /// Whatever is done to its thread, until the whole JVM is told to let it go.
    private static void spin() {
        while (!Boolean.getBoolean("hostile.let-go")) {
            Thread.onSpinWait();
        }
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(
                new Subscription<>(
                        CustomerChanged.class,
                        (session, delivery) -> {
                            switch (mood) {
                                case "overflows-on-events" -> overflow(1);
                                case "spins-on-events" -> spin();
                                default -> {}
                            }
                        }));
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// In one transaction; the first column of the last one's first row, or what the database
    /// answers.
    private String run(TenantSession session, List<String> statements) {
        try {
            return context.database()
                    .inTransaction(
                            session,
                            connection -> {
                                String last = "nothing";
                                for (String statement : statements) {
                                    last = run(connection, statement);
                                }
                                return last;
                            });
        } catch (IllegalStateException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                return refused.getSQLState();
            }
            throw failed;
        }
    }

    private static String run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "done " + statement.getUpdateCount();
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? String.valueOf(row.getString(1)) : "nothing";
            }
        }
    }
}
