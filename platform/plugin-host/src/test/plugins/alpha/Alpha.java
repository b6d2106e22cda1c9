package fixture.alpha;

import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Route;
import io.trunkline.spi.Setting;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.TrunklinePlugin;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A good plugin that also tries what a bad one would.
public class Alpha implements TrunklinePlugin {

    public record Thing(long id, String name, @Nullable String note, LocalDate day) {}

    public record Text(String value) {}

    static final Permission USE = new Permission("alpha.use");
    static final Permission OWN = new Permission("alpha.own");
    static final Setting<Integer> MOST = Setting.integer("most", 7, 1, 10);

    static final Setting<Integer> LEAST = Setting.integer("least", 5, 1, 10);
    static final Setting<String> NOTE = Setting.text("note", "", 40);

    /// What is heard lies beyond what is posted.
    private static final long HEARD = 1L << 40;

    private final PluginContext context;
    private volatile @Nullable TenantSession stashed;

    public Alpha(PluginContext context) {
        this.context = context;
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE, OWN);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(MOST, LEAST, NOTE);
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(
                new Subscription<>(
                        CustomerChanged.class,
                        (session, delivery) ->
                                save(
                                        session,
                                        new Thing(
                                                HEARD + delivery.eventId(),
                                                "heard " + delivery.event().customerId(),
                                                delivery.source(),
                                                LocalDate.EPOCH))));
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(
                Route.post("/things", USE, Thing.class, Thing.class, (s, r) -> save(s, r.body())),
                Route.get("/things", USE, Thing[].class, (s, r) -> all(s)),
                Route.get("/things/{id}", USE, Thing.class, (s, r) -> one(s, r.pathId("id"))),
                text("/most", (s, r) -> String.valueOf(s.setting(MOST))),
                text("/least", (s, r) -> String.valueOf(s.setting(LEAST))),
                text("/who", (s, r) -> s.tenant().key() + "/" + s.actor().name()),
                text("/class", (s, r) -> visible(r.query("name").orElseThrow())),
                text("/loader", (s, r) -> loaders()),
                text("/query", (s, r) -> query(s, r.query("sql").orElseThrow())),
                text("/stash", (s, r) -> stash(s)),
                text("/stashed", (s, r) -> use(stashed)),
                text("/elsewhere", (s, r) -> elsewhere(s)),
                text("/broken", (s, r) -> fail("the secret is 42")),
                text("/refused", (s, r) -> refuse()),
                text("/slow", (s, r) -> sleep()),
                text("/nested", (s, r) -> nested(s)),
                text("/allocate-inside", (s, r) -> allocateInside(s)),
                text("/commit", (s, r) -> commit(s)),
                Route.get(
                        "/own",
                        OWN,
                        Text.class,
                        (s, r) -> new Text("only with a permission of its own")));
    }

    private static Route<Void, Text> text(String path, Route.Handler<Void, String> handler) {
        return Route.get(path, USE, Text.class, (s, r) -> new Text(handler.handle(s, r)));
    }

    private Thing save(TenantSession session, Thing thing) {
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            try (PreparedStatement insert =
                                    connection.prepareStatement(
                                            "INSERT INTO thing (tenant_id, id, name, note, day)"
                                                    + " VALUES (?, ?, ?, ?, ?)"
                                                    + " ON CONFLICT (tenant_id, id) DO NOTHING")) {
                                insert.setInt(1, session.tenant().id());
                                insert.setLong(2, thing.id());
                                insert.setString(3, thing.name());
                                insert.setString(4, thing.note());
                                insert.setObject(5, thing.day());
                                insert.execute();
                            }
                            return thing;
                        });
    }

    /// Without a tenant in the statement, on purpose.
    private Thing[] all(TenantSession session) {
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            List<Thing> things = new ArrayList<>();
                            try (ResultSet row =
                                    connection
                                            .createStatement()
                                            .executeQuery("SELECT * FROM thing ORDER BY id")) {
                                while (row.next()) {
                                    things.add(
                                            new Thing(
                                                    row.getLong("id"),
                                                    row.getString("name"),
                                                    row.getString("note"),
                                                    row.getObject("day", LocalDate.class)));
                                }
                            }
                            return things.toArray(Thing[]::new);
                        });
    }

    private Thing one(TenantSession session, long id) {
        for (Thing thing : all(session)) {
            if (thing.id() == id) {
                return thing;
            }
        }
        throw new PluginException(StandardErrorCode.NOT_FOUND);
    }

    private static String visible(String name) {
        try {
            return Class.forName(name).getName();
        } catch (ClassNotFoundException e) {
            return "absent";
        }
    }

    /// By names alone: a plugin whose byte code shows such calls is not installed.
    private String loaders() {
        try {
            Object own = Class.class.getMethod("getClassLoader").invoke(getClass());
            Object context =
                    Thread.class
                            .getMethod("getContextClassLoader")
                            .invoke(Thread.currentThread());
            return own.getClass().getSimpleName()
                    + (context == own ? " is context" : " is not context");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private String query(TenantSession session, String sql) {
        try {
            return context.database()
                    .inTransaction(
                            session,
                            connection -> {
                                try (ResultSet row =
                                        connection.createStatement().executeQuery(sql)) {
                                    return row.next()
                                            ? String.valueOf(row.getString(1))
                                            : "nothing";
                                }
                            });
        } catch (IllegalStateException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                return String.valueOf(refused.getSQLState());
            }
            throw failed;
        }
    }

    private String stash(TenantSession session) {
        stashed = session;
        return "kept";
    }

    private String use(@Nullable TenantSession session) {
        return query(java.util.Objects.requireNonNull(session), "SELECT 1");
    }

    private String elsewhere(TenantSession session) {
        String[] result = {"nothing"};
        Thread thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        result[0] = query(session, "SELECT 1");
                                    } catch (PluginException e) {
                                        result[0] = e.code().name();
                                    }
                                });
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return result[0];
    }

    private static String fail(String message) {
        throw new IllegalStateException(message);
    }

    private static String refuse() {
        throw new PluginException(AlphaError.NOT_TODAY, "Monday");
    }

    private static String sleep() {
        try {
            Thread.sleep(30_000);
            return "awake";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String nested(TenantSession session) {
        return context.database().inTransaction(session, c -> query(session, "SELECT 1"));
    }

    private String allocateInside(TenantSession session) {
        return context.database()
                .inTransaction(
                        session,
                        c -> {
                            context.customers().allocate(session, List.of(1L), 1L);
                            return "done";
                        });
    }

    private String commit(TenantSession session) {
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            try {
                                connection.commit();
                                return "committed";
                            } catch (SQLException e) {
                                return "refused";
                            }
                        });
    }
}
