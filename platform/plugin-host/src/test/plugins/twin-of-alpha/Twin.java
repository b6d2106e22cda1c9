package fixture.twin;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

public class Twin implements TrunklinePlugin {

    public Twin(PluginContext context) {}
}
