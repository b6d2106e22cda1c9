package io.trunkline.pluginhost.internal.generation;

import io.trunkline.plugincheck.VisibleNames;
import io.trunkline.spi.TrunklinePlugin;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/// The part of the platform a plugin can see: the JDK and what [VisibleNames] says. All else is as
/// if it were not there, so a plugin brings its own libraries and two versions of one library never
/// meet.
final class VisibleClasses extends ClassLoader {

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

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!VisibleNames.isVisible(name)) {
            throw new ClassNotFoundException(name);
        }
        return platform.loadClass(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return VisibleNames.isVisible(name.replace('/', '.')) ? platform.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return VisibleNames.isVisible(name.replace('/', '.'))
                ? platform.getResources(name)
                : Collections.emptyEnumeration();
    }
}
