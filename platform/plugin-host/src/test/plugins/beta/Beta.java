package fixture.beta;

import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.TrunklinePlugin;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Set;

/// Counts the events it hears.
public class Beta implements TrunklinePlugin {

    public record Heard(int events) {}

    static final Permission USE = new Permission("beta.use");

    private final PluginContext context;

    public Beta(PluginContext context) {
        this.context = context;
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(Route.get("/heard", USE, Heard.class, (s, r) -> new Heard(count(s))));
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(
                new Subscription<>(
                        CustomerChanged.class,
                        (session, delivery) ->
                                context.database()
                                        .inTransaction(
                                                session,
                                                connection -> {
                                                    try (PreparedStatement insert =
                                                            connection.prepareStatement(
                                                                    "INSERT INTO secret VALUES (?, ?)"
                                                                            + " ON CONFLICT DO NOTHING")) {
                                                        insert.setInt(1, session.tenant().id());
                                                        insert.setLong(2, delivery.eventId());
                                                        return insert.executeUpdate();
                                                    }
                                                })));
    }

    private int count(TenantSession session) {
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            try (var rows =
                                    connection
                                            .createStatement()
                                            .executeQuery("SELECT count(*) FROM secret")) {
                                rows.next();
                                return rows.getInt(1);
                            }
                        });
    }
}
