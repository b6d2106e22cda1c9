package fixture.gamma;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;

/// Says its version, and how many notes it keeps.
public class Gamma implements TrunklinePlugin {

    public record Said(String version, int notes) {}

    static final Permission USE = new Permission("gamma.use");

    private final PluginContext context;

    public Gamma(PluginContext context) {
        this.context = context;
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(
                Route.get("/said", USE, Said.class, (s, r) -> new Said("1.0.0", add(s))));
    }

    private int add(TenantSession session) {
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            try (var insert =
                                    connection.prepareStatement("INSERT INTO note VALUES (?, ?)")) {
                                insert.setInt(1, session.tenant().id());
                                insert.setLong(2, context.ids().next());
                                insert.executeUpdate();
                            }
                            try (var rows =
                                    connection
                                            .createStatement()
                                            .executeQuery("SELECT count(*) FROM note")) {
                                rows.next();
                                return rows.getInt(1);
                            }
                        });
    }
}
