package io.trunkline.bench.plugin.entry;

import io.trunkline.bench.plugin.BenchPlugin;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import java.util.stream.Stream;

/// Keeps what clients count.
public class EntryPlugin extends BenchPlugin {

    private final Entries entries;

    public EntryPlugin(PluginContext context) {
        super(context);
        this.entries = new Entries(context);
    }

    @Override
    protected Stream<Route<?, ?>> measured() {
        return Stream.of(
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
