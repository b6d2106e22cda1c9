package io.trunkline.pluginhost.internal.generation;

import io.trunkline.plugincheck.ClassFiles;
import io.trunkline.plugincheck.Fit;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.plugincheck.SpiJars;
import io.trunkline.pluginhost.PluginsConfig;
import io.trunkline.pluginhost.internal.call.SettingValues;
import io.trunkline.pluginhost.internal.database.PluginDatabases;
import io.trunkline.pluginhost.internal.database.PluginPool;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.pluginhost.internal.release.SpiVersion;
import io.trunkline.pluginhost.internal.service.PlatformServices;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;
import io.trunkline.tenancy.ModuleSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Builds a generation fully, or not at all: classes, tables, connections, entry objects and what
/// they declare. It serves nobody yet.
@ApplicationScoped
public class GenerationFactory {

    private final PluginDatabases databases;
    private final PlatformServices services;
    private final ModuleSettings modules;
    private final PluginsConfig config;
    private final AtomicLong numbers = new AtomicLong();

    GenerationFactory(
            PluginDatabases databases,
            PlatformServices services,
            ModuleSettings modules,
            PluginsConfig config) {
        this.config = config;
        this.databases = databases;
        this.services = services;
        this.modules = modules;
    }

    /// @throws RefusedException with the reason for the operator
    public Generation open(Release release) throws RefusedException {
        release.manifest().requireSpi(SpiVersion.current());
        PluginClasses classes = PluginClasses.load(release);
        try {
            return open(release, classes);
        } catch (RefusedException | RuntimeException e) {
            classes.close();
            throw e;
        } catch (LinkageError e) {
            classes.close();
            throw new RefusedException("its classes do not fit together: " + e, e);
        }
    }

    /// Looks whether a release could be opened, as far as that can be seen without running anything
    /// of it or touching the database.
    ///
    /// @throws RefusedException with the reason for the operator
    public void check(Release release) throws RefusedException {
        release.manifest().requireSpi(SpiVersion.current());
        PluginClasses classes = PluginClasses.load(release);
        try {
            entryClass(release, classes);
        } catch (LinkageError e) {
            throw new RefusedException("its classes do not fit together: " + e, e);
        } finally {
            classes.close();
        }
    }

    /// How a release would fit another SPI, all else of this platform as it is. Nothing of it is
    /// run.
    ///
    /// @throws RefusedException when it cannot be read
    public Fit fit(Release release, SpiJars spi) throws RefusedException {
        PluginClasses classes = PluginClasses.load(release);
        try {
            return Fit.of(
                    release.manifest(),
                    release.root(),
                    spi.before(ClassFiles.of(classes.loader())),
                    spi.version(),
                    classes.hasScreens());
        } finally {
            classes.close();
        }
    }

    private static Class<?> entryClass(Release release, PluginClasses classes)
            throws RefusedException {
        new References(classes.loader(), classes.hasScreens()).check(release.root());
        Class<?> entryClass = load(classes.loader(), release.manifest().entryClass());
        if (!TrunklinePlugin.class.isAssignableFrom(entryClass)) {
            throw new RefusedException(entryClass.getName() + " is no TrunklinePlugin");
        }
        if (classes.hasScreens() && release.manifest().uiClass().isPresent()) {
            load(classes.loader(), release.manifest().uiClass().get());
        }
        return entryClass;
    }

    private Generation open(Release release, PluginClasses classes) throws RefusedException {
        Class<?> entryClass = entryClass(release, classes);
        PluginTexts texts = PluginTexts.load(classes.loader());
        String pluginId = release.manifest().id();
        databases.prepare(release, classes.loader());
        PluginPool pool = databases.pool(pluginId);
        try {
            long number = numbers.incrementAndGet();
            PluginContext context = services.context(number, release.manifest(), pool, texts);
            TrunklinePlugin entry =
                    (TrunklinePlugin) construct(entryClass, "(PluginContext)", context);
            Optional<Object> ui = ui(release, classes, context, entry);
            Generation.Declared declared =
                    new Declarations(pluginId, entry, config.answerLimit()).read(ui, texts);
            return new Generation(
                    number,
                    release,
                    declared,
                    new SettingValues(pluginId, declared.settings(), modules),
                    config,
                    new Resources(pool, classes));
        } catch (RefusedException | RuntimeException | LinkageError e) {
            pool.close();
            throw e;
        }
    }

    private record Resources(PluginPool pool, PluginClasses classes)
            implements Generation.Resources {

        @Override
        public PluginPool.Use connections() {
            return pool.use();
        }

        @Override
        public void warm(long connections) {
            pool.warm(connections);
        }

        @Override
        public void wane() {
            pool.wane();
        }

        @Override
        public void close() {
            pool.close();
            classes.close();
        }
    }

    private static Optional<Object> ui(
            Release release, PluginClasses classes, PluginContext context, TrunklinePlugin entry)
            throws RefusedException {
        if (!classes.hasScreens() || release.manifest().uiClass().isEmpty()) {
            return Optional.empty();
        }
        Class<?> uiClass = load(classes.loader(), release.manifest().uiClass().get());
        return Optional.of(
                construct(
                        uiClass,
                        "(PluginContext, " + entry.getClass().getSimpleName() + ")",
                        context,
                        entry));
    }

    private static Class<?> load(ClassLoader loader, String name) throws RefusedException {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new RefusedException("its class " + name + " is not in it", e);
        }
    }

    private static Object construct(Class<?> type, String expected, Object... arguments)
            throws RefusedException {
        Constructor<?>[] constructors = type.getConstructors();
        if (constructors.length != 1) {
            throw new RefusedException(
                    type.getName() + " has not exactly one public constructor " + expected);
        }
        try {
            return constructors[0].newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new RefusedException(
                    "the constructor of " + type.getName() + " failed: " + e.getCause(), e);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new RefusedException(
                    type.getName() + " has not exactly one public constructor " + expected, e);
        }
    }
}
