package io.trunkline.server.matrix;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The plugins of this build, run from their build folders.
public final class BuiltPlugins implements QuarkusTestResourceLifecycleManager {

    private static final List<String> PLUGINS = List.of("call-tasks", "example");

    @Override
    public Map<String, String> start() {
        return Map.of(
                "trunkline.plugins.development",
                PLUGINS.stream().map(BuiltPlugins::classes).collect(Collectors.joining(",")),
                // The matrix asks more often than any person would.
                "trunkline.limits.requests",
                "1000000",
                "trunkline.masked-search.most",
                "1000000");
    }

    @Override
    public void stop() {}

    private static String classes(String plugin) {
        Path classes =
                Path.of("..", "..", "plugins", plugin, "target", "classes")
                        .toAbsolutePath()
                        .normalize();
        if (!Files.exists(classes.resolve("plugin.properties"))) {
            throw new IllegalStateException("build the plugins first: there is no " + classes);
        }
        return classes.toString();
    }
}
