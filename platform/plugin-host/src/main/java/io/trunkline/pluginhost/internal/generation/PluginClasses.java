package io.trunkline.pluginhost.internal.generation;

import io.trunkline.plugincheck.Manifest;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.internal.release.Release;
import java.io.File;
import java.nio.file.Path;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultPluginManager;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;

/// The classes of one generation. One PF4J manager each: a manager knows one version per plugin,
/// and two generations of a plugin can be loaded at once.
final class PluginClasses implements AutoCloseable {

    private final DefaultPluginManager pf4j;
    private final String pluginId;
    private final boolean screens;

    private PluginClasses(DefaultPluginManager pf4j, String pluginId, boolean screens) {
        this.pf4j = pf4j;
        this.pluginId = pluginId;
        this.screens = screens;
    }

    static PluginClasses load(Release release) throws RefusedException {
        VisibleClasses visible = new VisibleClasses();
        DefaultPluginManager pf4j = new OneRelease(release, visible);
        try {
            pf4j.loadPlugin(release.root());
        } catch (RuntimeException e) {
            throw new RefusedException("its classes cannot be loaded: " + e.getMessage(), e);
        }
        return new PluginClasses(pf4j, release.manifest().id(), visible.hasScreens());
    }

    ClassLoader loader() {
        return pf4j.getPluginClassLoader(pluginId);
    }

    boolean hasScreens() {
        return screens;
    }

    @Override
    public void close() {
        pf4j.unloadPlugin(pluginId);
    }

    private static final class OneRelease extends DefaultPluginManager {

        private final Release release;
        private final ClassLoader parent;

        OneRelease(Release release, ClassLoader parent) {
            super(release.root());
            this.release = release;
            this.parent = parent;
            // The superclass asked for its parts before these fields were set.
            this.pluginDescriptorFinder = new ManifestDescriptor();
            this.pluginLoader = new AllowListLoader();
        }

        @Override
        protected PluginFactory createPluginFactory() {
            // PF4J's own life cycle is not used: a plugin of ours is no PF4J plugin.
            return wrapper -> new Plugin();
        }

        private final class ManifestDescriptor implements PluginDescriptorFinder {

            @Override
            public boolean isApplicable(Path path) {
                return true;
            }

            @Override
            public PluginDescriptor find(Path path) {
                Manifest manifest = release.manifest();
                return new DefaultPluginDescriptor(
                        manifest.id(),
                        manifest.id(),
                        manifest.entryClass(),
                        manifest.version(),
                        "*",
                        "",
                        "");
            }
        }

        private final class AllowListLoader implements PluginLoader {

            @Override
            public boolean isApplicable(Path path) {
                return true;
            }

            @Override
            public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                PluginClassLoader loader =
                        new PluginClassLoader(
                                OneRelease.this, descriptor, parent, ClassLoadingStrategy.APD);
                loader.addFile(release.classes().toFile());
                File[] jars =
                        release.lib().toFile().listFiles(file -> file.getName().endsWith(".jar"));
                for (File jar : jars == null ? new File[0] : jars) {
                    loader.addFile(jar);
                }
                return loader;
            }
        }
    }
}
