package io.trunkline.pluginhost.internal.generation;

import io.trunkline.spi.TrunklinePlugin;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of the platform a plugin can see: the JDK, the SPI and what the SPI's signatures name.
/// All else is as if it were not there, so a plugin brings its own libraries and two versions of
/// one library never meet.
final class VisibleClasses extends ClassLoader {

    private static final List<String> ALLOWED =
            List.of(
                    "io.trunkline.spi.",
                    "io.trunkline.ui.spi.",
                    "org.jspecify.annotations.",
                    "org.slf4j.",
                    "com.vaadin.flow.");

    // What else the signatures of Vaadin Flow name.
    private static final List<String> ALLOWED_WITH_VAADIN =
            List.of("jakarta.servlet.", "tools.jackson.", "com.fasterxml.jackson.annotation.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader platform;

    VisibleClasses() {
        super("visible-to-plugins", ClassLoader.getPlatformClassLoader());
        this.platform = TrunklinePlugin.class.getClassLoader();
    }

    /// Whether screens can be shown: not on a node that serves the API alone.
    boolean hasScreens() {
        return platform.getResource("io/trunkline/ui/spi/UiPlugin.class") != null;
    }

    static boolean isForScreens(String className) {
        return className.startsWith("io.trunkline.ui.spi.")
                || className.startsWith("com.vaadin.")
                || ALLOWED_WITH_VAADIN.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!allowed(name)) {
            throw new ClassNotFoundException(name);
        }
        return platform.loadClass(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return allowed(name.replace('/', '.')) ? platform.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return allowed(name.replace('/', '.'))
                ? platform.getResources(name)
                : Collections.emptyEnumeration();
    }

    private static boolean allowed(String name) {
        return ALLOWED.stream().anyMatch(name::startsWith)
                || ALLOWED_WITH_VAADIN.stream().anyMatch(name::startsWith);
    }
}
