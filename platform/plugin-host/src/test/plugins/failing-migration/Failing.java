package fixture.failing;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

public class Failing implements TrunklinePlugin {

    public Failing(PluginContext context) {}
}
