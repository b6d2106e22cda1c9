package fixture.zeta;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;

/// Keeps what clients count, and says how often it has a number.
public class Zeta implements TrunklinePlugin {

    public record Entry(int client, long number) {}

    public record Found(int times, String version) {}

    static final Permission USE = new Permission("zeta.use");

    private final PluginContext context;

    public Zeta(PluginContext context) {
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
                        "/entries", USE, Entry.class, Entry.class, (s, r) -> write(s, r.body())),
                Route.get(
                        "/entries/{client}/{number}",
                        USE,
                        Found.class,
                        (s, r) -> find(s, new Entry((int) r.pathId("client"), r.pathId("number")))));
    }

    private Entry write(TenantSession session, Entry entry) {
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            try (var insert =
                                    connection.prepareStatement(
                                            "INSERT INTO entry VALUES (?, ?, ?, ?)")) {
                                insert.setInt(1, session.tenant().id());
                                insert.setLong(2, context.ids().next());
                                insert.setInt(3, entry.client());
                                insert.setLong(4, entry.number());
                                insert.executeUpdate();
                            }
                            return entry;
                        });
    }

    private Found find(TenantSession session, Entry entry) {
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            try (var select =
                                    connection.prepareStatement(
                                            """
                                            SELECT count(*) FROM entry
                                             WHERE tenant_id = ? AND client = ? AND number = ?
                                            """)) {
                                select.setInt(1, session.tenant().id());
                                select.setInt(2, entry.client());
                                select.setLong(3, entry.number());
                                var rows = select.executeQuery();
                                rows.next();
                                return new Found(rows.getInt(1), context.version());
                            }
                        });
    }
}
