package fixture.stepback;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

public class StepBack implements TrunklinePlugin {

    public StepBack(PluginContext context) {}
}
