package fixture.epsilon;

import io.trunkline.spi.CustomerChanged;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;

/// Writes down which events it hears, in their order, as the one before did.
public class Epsilon implements TrunklinePlugin {

    public record Said(String version) {}

    static final Permission USE = new Permission("epsilon.use");

    private final PluginContext context;

    public Epsilon(PluginContext context) {
        this.context = context;
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(
                Route.get("/said", USE, Said.class, (s, r) -> new Said(context.version())));
    }

    @Override
    public List<Subscription<?>> subscriptions() {
        return List.of(new Subscription<>(CustomerChanged.class, this::hear));
    }

    private void hear(TenantSession session, Delivery<CustomerChanged> delivery) {
        context.database()
                .inTransaction(
                        session,
                        connection -> {
                            try (var insert =
                                    connection.prepareStatement(
                                            "INSERT INTO heard VALUES (?, ?, ?, ?)")) {
                                insert.setInt(1, session.tenant().id());
                                insert.setLong(2, context.ids().next());
                                insert.setLong(3, delivery.eventId());
                                insert.setLong(4, delivery.event().customerId());
                                return insert.executeUpdate();
                            }
                        });
    }
}
