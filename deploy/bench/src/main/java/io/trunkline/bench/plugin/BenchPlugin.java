package io.trunkline.bench.plugin;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What every release of the plugin `bench` has: its permission, and a route that tells which one
/// answers.
public abstract class BenchPlugin implements TrunklinePlugin {

    /// Which release answers.
    record Version(String version) {}

    protected static final Permission USE = new Permission("bench.use");

    private final String version;

    protected BenchPlugin(PluginContext context) {
        this.version = context.version();
    }

    /// What it is measured by.
    protected abstract Stream<Route<?, ?>> measured();

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE);
    }

    @Override
    public List<Route<?, ?>> routes() {
        Route<?, ?> asked =
                Route.get(
                        "/version", USE, Version.class, (session, request) -> new Version(version));
        return Stream.concat(Stream.of(asked), measured()).toList();
    }
}
