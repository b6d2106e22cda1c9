package io.trunkline.pluginhost;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The plugins of this node.
@ApplicationScoped
public class PluginHost {

    public List<PluginState> states() {
        throw new UnsupportedOperationException();
    }
}
