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
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// The plugin's `messages_<language>.properties`, and the keys it promises to have.
record PluginTextFiles(TestedPlugin plugin) {

    Set<String> keys(String language) {
        String name = "messages_" + language + ".properties";
        try (Reader reader = Files.newBufferedReader(TestedPlugin.CLASSES.resolve(name))) {
            Properties texts = new Properties();
            texts.load(reader);
            return new TreeSet<>(texts.stringPropertyNames());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is missing or not UTF-8", e);
        }
    }

    Set<String> promised(TrunklinePlugin entry, JavaClasses classes) {
        Set<String> keys = new TreeSet<>(Set.of("plugin.name"));
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
