package io.trunkline.pluginhost.internal.generation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Holds the byte code of a plugin against the SPI it meets here: what it calls has to be there,
/// and what the SPI asks of its classes has to be in them. What would be an error in the middle of
/// someone's call is told before the plugin is started.
final class SpiUse {

    private static final List<String> SPI = List.of("io/trunkline/spi/", "io/trunkline/ui/spi/");

    private final ClassLoader loader;
    private final Map<String, Optional<ClassModel>> known = new HashMap<>();

    SpiUse(ClassLoader loader) {
        this.loader = loader;
    }

    /// @return what does not fit, each with the class of the plugin it is in, in words
    Set<String> broken(ClassModel plugin) {
        Set<String> broken = new TreeSet<>();
        for (PoolEntry entry : plugin.constantPool()) {
            if (entry instanceof MemberRefEntry member && isSpi(owner(member)) && !has(member)) {
                broken.add(
                        "%s uses %s, which this SPI does not have"
                                .formatted(name(plugin), words(member)));
            }
        }
        if (!plugin.flags().has(AccessFlag.ABSTRACT)) {
            asked(plugin)
                    .filter(method -> !has(plugin, key(method), true))
                    .forEach(method ->
                            broken.add(
                                    "%s lacks %s, which this SPI asks for"
                                            .formatted(name(plugin), words(method))));
        }
        return broken;
    }

    /// Methods without a body in the SPI's types above a class.
    private Stream<MethodModel> asked(ClassModel type) {
        return lineage(type).stream()
                .filter(parent -> isSpi(parent.thisClass().asInternalName()))
                .flatMap(parent -> parent.methods().stream())
                .filter(method -> method.flags().has(AccessFlag.ABSTRACT));
    }

    private boolean has(MemberRefEntry member) {
        String key = member.name().stringValue() + member.type().stringValue();
        // A class that is missing altogether is told as such.
        return find(owner(member))
                .map(type ->
                        member instanceof FieldRefEntry
                                ? hasField(type, key)
                                : has(type, key, false))
                .orElse(true);
    }

    /// @param withBody whether a method without one does not count
    private boolean has(ClassModel type, String key, boolean withBody) {
        return lineage(type).stream()
                .flatMap(owner -> owner.methods().stream())
                .filter(method -> !withBody || !method.flags().has(AccessFlag.ABSTRACT))
                .anyMatch(method -> key(method).equals(key));
    }

    private boolean hasField(ClassModel type, String key) {
        return lineage(type).stream()
                .flatMap(owner -> owner.fields().stream())
                .anyMatch(field -> key(field).equals(key));
    }

    /// A class and all that is above it, each once: files that are made to hurt may go in a circle.
    private Collection<ClassModel> lineage(ClassModel type) {
        Map<String, ClassModel> met = new LinkedHashMap<>();
        Deque<ClassModel> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            ClassModel next = open.remove();
            if (met.putIfAbsent(next.thisClass().asInternalName(), next) == null) {
                Stream.concat(next.superclass().stream(), next.interfaces().stream())
                        .flatMap(above -> find(above.asInternalName()).stream())
                        .forEach(open::add);
            }
        }
        return met.values();
    }

    private Optional<ClassModel> find(String internalName) {
        return known.computeIfAbsent(internalName, this::read);
    }

    private Optional<ClassModel> read(String internalName) {
        try (InputStream file = loader.getResourceAsStream(internalName + ".class")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(ClassFile.of().parse(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSpi(String internalName) {
        return SPI.stream().anyMatch(internalName::startsWith);
    }

    private static String owner(MemberRefEntry member) {
        return member.owner().asInternalName();
    }

    private static String key(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    private static String key(FieldModel field) {
        return field.fieldName().stringValue() + field.fieldType().stringValue();
    }

    private static String name(ClassModel type) {
        return type.thisClass().asInternalName().replace('/', '.');
    }

    private static String words(MemberRefEntry member) {
        String name = owner(member).replace('/', '.') + "." + member.name().stringValue();
        return member instanceof FieldRefEntry
                ? name
                : name + parameters(member.type().stringValue());
    }

    private static String words(MethodModel method) {
        String owner =
                method.parent()
                        .map(type -> type.thisClass().asInternalName().replace('/', '.') + ".")
                        .orElse("");
        return owner
                + method.methodName().stringValue()
                + parameters(method.methodType().stringValue());
    }

    private static String parameters(String descriptor) {
        return MethodTypeDesc.ofDescriptor(descriptor).parameterList().stream()
                .map(type -> type.displayName())
                .toList()
                .toString()
                .replace('[', '(')
                .replace(']', ')');
    }
}
