package fixture.foreign;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;
import java.util.Set;

public class Foreign implements TrunklinePlugin {

    public Foreign(PluginContext context) {}

    @Override
    public Set<Permission> permissions() {
        return Set.of(new Permission("customer.erase"));
    }
}
