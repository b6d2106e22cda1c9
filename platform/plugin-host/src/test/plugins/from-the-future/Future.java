package fixture.future;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

public class Future implements TrunklinePlugin {

    public Future(PluginContext context) {}
}
