package io.trunkline.ui.importing;

import io.trunkline.ui.shell.PluginMenu;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/// Whether what was imported can become call tasks right away: only where the plugin for it is
/// enabled and the session may open its page.
@ApplicationScoped
public class CallTaskOffer {

    private static final String PAGE = "p/call-tasks/batches";

    private final PluginMenu menu;

    @Inject
    CallTaskOffer(PluginMenu menu) {
        this.menu = menu;
    }

    Optional<String> route(long importId) {
        return menu.groups().stream()
                .flatMap(group -> group.entries().stream())
                .filter(entry -> entry.route().equals(PAGE))
                .map(entry -> entry.route() + "?import=" + importId)
                .findFirst();
    }
}
