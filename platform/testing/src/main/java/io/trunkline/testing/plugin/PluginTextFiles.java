package io.trunkline.testing.plugin;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.Setting;
import io.trunkline.spi.TrunklinePlugin;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The plugin's `messages_<language>.properties`, and the keys it promises to have.
record PluginTextFiles(TestedPlugin plugin, Path folder) {

    /// What it is called, and in one sentence what it is for: administrators choose by these.
    private static final Set<String> OF_EVERY_PLUGIN = Set.of("plugin.name", "plugin.summary");

    PluginTextFiles(TestedPlugin plugin) {
        this(plugin, TestedPlugin.CLASSES);
    }

    Set<String> keys(String language) {
        return new TreeSet<>(texts(language).stringPropertyNames());
    }

    /// Those of what every plugin says of itself that say nothing.
    Set<String> blank(String language) {
        Properties texts = texts(language);
        return OF_EVERY_PLUGIN.stream()
                .filter(key -> texts.getProperty(key, "").isBlank())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Properties texts(String language) {
        String name = "messages_" + language + ".properties";
        try (Reader reader = Files.newBufferedReader(folder.resolve(name))) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is missing or not UTF-8", e);
        }
    }

    Set<String> promised(TrunklinePlugin entry, JavaClasses classes) {
        Set<String> keys = new TreeSet<>(OF_EVERY_PLUGIN);
        entry.permissions().forEach(permission -> keys.add("permission." + permission.key()));
        entry.notifications().forEach(kind -> keys.add("notification." + kind.key()));
        entry.approvals().forEach(kind -> keys.add("approval." + kind.key()));
        for (Setting<?> setting : entry.settings()) {
            keys.add("setting." + setting.key());
            keys.add("setting." + setting.key() + ".help");
        }
        for (JavaClass type : classes) {
            if (type.isEnum() && type.isAssignableTo(ErrorCode.class)) {
                type.getFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> field.getRawType().equals(type))
                        .map(JavaField::getName)
                        .forEach(name -> keys.add("error." + plugin.id() + "." + name));
            }
        }
        return keys;
    }
}
