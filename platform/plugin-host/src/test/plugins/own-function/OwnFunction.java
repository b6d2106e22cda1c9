package fixture.ownfunction;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

public class OwnFunction implements TrunklinePlugin {

    public OwnFunction(PluginContext context) {}
}
