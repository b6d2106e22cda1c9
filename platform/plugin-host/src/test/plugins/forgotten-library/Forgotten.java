package fixture.forgotten;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;

public class Forgotten implements TrunklinePlugin {

    public Forgotten(PluginContext context) {}

    @Override
    public void close() {
        new Library().close();
    }
}
