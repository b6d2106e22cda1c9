package io.trunkline.bench.plugin.entry;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;

/// Keeps what clients count.
public class EntryPlugin implements TrunklinePlugin {

    /// Which release answers.
    record Version(String version) {}

    static final Permission USE = new Permission("bench.use");

    private final String version;
    private final Entries entries;

    public EntryPlugin(PluginContext context) {
        this.version = context.version();
        this.entries = new Entries(context);
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(
                Route.get(
                        "/version", USE, Version.class, (session, request) -> new Version(version)),
                Route.post(
                        "/entries",
                        USE,
                        Entries.Draft.class,
                        Entries.Kept.class,
                        (session, request) -> entries.write(session, request.body())),
                Route.get(
                        "/entries/{client}/{number}",
                        USE,
                        Entries.Kept.class,
                        (session, request) ->
                                entries.read(
                                        session,
                                        (int) request.pathId("client"),
                                        request.pathId("number"))));
    }
}
