package fixture.toomanyrights;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

public class TooManyRights implements TrunklinePlugin {

    public TooManyRights(PluginContext context) {}
}
