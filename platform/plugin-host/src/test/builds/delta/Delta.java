package fixture.delta;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;

/// What a developer has in her build folder.
public class Delta implements TrunklinePlugin {

    public record Said(String words) {}

    private static final Permission USE = new Permission("delta.use");

    public Delta(PluginContext context) {}

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(Route.get("/said", USE, Said.class, (s, r) -> new Said("first")));
    }
}
