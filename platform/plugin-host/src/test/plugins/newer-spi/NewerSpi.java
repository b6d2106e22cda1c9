package fixture.newerspi;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;
import java.util.Set;

/// Built for an SPI that has more than this one.
public class NewerSpi implements TrunklinePlugin {

    static final Permission USE = new Permission("newer-spi.use");

    public NewerSpi(PluginContext context) {}

    @Override
    public Set<Permission> permissions() {
        return USE.implies(USE, 1) ? Set.of(USE) : Set.of();
    }
}
