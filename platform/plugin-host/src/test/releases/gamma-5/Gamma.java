package fixture.gamma;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;

/// As version 2, but it fails each time.
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
                Route.get("/said", USE, Said.class, (s, r) -> fail()));
    }

    private static Said fail() {
        throw new IllegalStateException("planted");
    }
}
