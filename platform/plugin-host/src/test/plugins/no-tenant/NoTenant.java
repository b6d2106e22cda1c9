package fixture.notenant;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

public class NoTenant implements TrunklinePlugin {

    public NoTenant(PluginContext context) {}
}
