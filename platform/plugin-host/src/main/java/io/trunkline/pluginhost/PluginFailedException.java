package io.trunkline.pluginhost;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;

/// A plugin let something out that is no refusal. What it was is in the log already, under the
/// incident's number: whoever answers names the same one.
public class PluginFailedException extends PluginException {

    private static final long serialVersionUID = 1L;

    private final String incident;

    public PluginFailedException(String incident) {
        super(StandardErrorCode.INTERNAL, incident);
        this.incident = incident;
    }

    public String incident() {
        return incident;
    }
}
