package io.trunkline.testing.plugin;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;

/// A plugin that is asked what it declares: the one of the module under test, as its build left it
/// in `target/classes`, or the release before it.
///
/// @param classes sees the plugin's classes
record TestedPlugin(Properties manifest, ClassLoader classes) {

    static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

    static TestedPlugin load() {
        try {
            return of(
                    CLASSES.resolve("plugin.properties"),
                    Thread.currentThread().getContextClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "build the plugin first: its parent is plugins/pom.xml", e);
        }
    }

    static TestedPlugin of(Path file, ClassLoader classes) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties manifest = new Properties();
            manifest.load(reader);
            return new TestedPlugin(manifest, classes);
        }
    }

    String id() {
        return value("plugin.id");
    }

    String value(String key) {
        return manifest.getProperty(key, "").strip();
    }

    String schema() {
        return "plugin_" + id().replace('-', '_');
    }

    /// Constructed only to ask what it declares: every service of the context fails.
    TrunklinePlugin construct() {
        try {
            return (TrunklinePlugin)
                    Class.forName(value("plugin.class"), true, classes)
                            .getConstructor(PluginContext.class)
                            .newInstance(contextWithoutServices());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(
                    "the entry class has one public constructor (PluginContext), which does no work",
                    e);
        }
    }

    private static PluginContext contextWithoutServices() {
        return proxy(
                PluginContext.class,
                (proxy, method, arguments) ->
                        method.getReturnType() == String.class
                                ? method.getName()
                                : unusable(method.getReturnType()));
    }

    private static Object unusable(Class<?> type) {
        if (!type.isInterface()) {
            return Clock.systemUTC();
        }
        return proxy(
                type,
                (proxy, method, arguments) -> {
                    throw new IllegalStateException(
                            "no " + method.getName() + " before the first call into the plugin");
                });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
