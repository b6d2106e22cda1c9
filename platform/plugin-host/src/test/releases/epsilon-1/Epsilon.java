package fixture.epsilon;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

/// Cannot be built.
public class Epsilon implements TrunklinePlugin {

    public Epsilon(PluginContext context) {
        throw new IllegalStateException("planted");
    }
}
