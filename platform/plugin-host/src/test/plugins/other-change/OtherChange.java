package fixture.otherchange;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

public class OtherChange implements TrunklinePlugin {

    public OtherChange(PluginContext context) {}
}
