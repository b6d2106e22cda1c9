package __package__;

import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.Route;
import io.trunkline.spi.Setting;
import io.trunkline.spi.TrunklinePlugin;
import java.util.List;
import java.util.Set;

/// What the plugin adds to the platform: the list to start reading at.
public class __Name__Plugin implements TrunklinePlugin {

    static final Permission USE = new Permission("__id__.use");

    private final Notes notes;

    public __Name__Plugin(PluginContext context) {
        this.notes = new Notes(context);
    }

    @Override
    public Set<Permission> permissions() {
        return Set.of(USE);
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(Notes.LONGEST);
    }

    @Override
    public List<Route<?, ?>> routes() {
        return List.of(
                Route.get(
                        "/notes",
                        USE,
                        Note[].class,
                        (session, request) -> notes.list(session).toArray(Note[]::new)),
                Route.post(
                        "/notes",
                        USE,
                        NoteDraft.class,
                        Note.class,
                        (session, request) -> notes.write(session, request.body())));
    }

    Notes notes() {
        return notes;
    }
}
