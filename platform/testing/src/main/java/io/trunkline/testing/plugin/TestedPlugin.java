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

/// The plugin of the module under test, as its build left it in `target/classes`.
record TestedPlugin(Properties manifest) {

    static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

    static TestedPlugin load() {
        try (Reader reader = Files.newBufferedReader(CLASSES.resolve("plugin.properties"))) {
            Properties manifest = new Properties();
            manifest.load(reader);
            return new TestedPlugin(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "build the plugin first: its parent is plugins/pom.xml", e);
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
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return (TrunklinePlugin)
                    Class.forName(value("plugin.class"), true, loader)
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
