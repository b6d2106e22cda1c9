package io.trunkline.plugincheck;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Class files by name, each read once, and what is above them.
final class Types {

    private final ClassFiles files;
    private final Map<String, Optional<ClassModel>> read = new HashMap<>();
    private final Map<String, Lineage> lineages = new HashMap<>();

    Types(ClassFiles files) {
        this.files = files;
    }

    /// A class and all that is above it, nearest first.
    ///
    /// @param complete false where something above is not known
    record Lineage(List<ClassModel> types, boolean complete) {

        boolean touchesSpi() {
            return types.stream().anyMatch(type -> VisibleNames.isSpi(name(type)));
        }

        Stream<MethodModel> methods() {
            return types.stream().flatMap(type -> type.methods().stream());
        }

        Stream<FieldModel> fields() {
            return types.stream().flatMap(type -> type.fields().stream());
        }
    }

    boolean has(String name) {
        return read.getOrDefault(name, Optional.empty()).isPresent() || files.has(name);
    }

    Optional<ClassModel> find(String name) {
        return read.computeIfAbsent(name, same -> files.find(same).map(ClassFile.of()::parse));
    }

    Lineage lineage(String name) {
        Lineage known = lineages.get(name);
        if (known == null) {
            known = find(name).map(this::lineage).orElse(new Lineage(List.of(), false));
            lineages.put(name, known);
        }
        return known;
    }

    /// Each once: files that are made to hurt may go in a circle.
    Lineage lineage(ClassModel type) {
        List<ClassModel> types = new ArrayList<>();
        Set<String> met = new HashSet<>();
        Deque<ClassModel> open = new ArrayDeque<>(List.of(type));
        boolean complete = true;
        while (!open.isEmpty()) {
            ClassModel next = open.remove();
            if (!met.add(name(next))) {
                continue;
            }
            types.add(next);
            for (ClassEntry above :
                    Stream.concat(next.superclass().stream(), next.interfaces().stream())
                            .toList()) {
                Optional<ClassModel> found = find(name(above));
                found.ifPresent(open::add);
                complete &= found.isPresent();
            }
        }
        return new Lineage(types, complete);
    }

    static String name(ClassModel type) {
        return name(type.thisClass());
    }

    static String name(ClassEntry entry) {
        return entry.asInternalName().replace('/', '.');
    }

    /// What tells members of a class apart.
    static String key(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    static String key(FieldModel field) {
        return field.fieldName().stringValue() + field.fieldType().stringValue();
    }

    static String words(ClassModel owner, MethodModel method) {
        return words(
                name(owner), method.methodName().stringValue(), method.methodType().stringValue());
    }

    /// A method for people.
    static String words(String owner, String method, String descriptor) {
        String parameters =
                MethodTypeDesc.ofDescriptor(descriptor).parameterList().stream()
                        .map(type -> type.displayName())
                        .collect(Collectors.joining(", "));
        return owner + "." + method + "(" + parameters + ")";
    }
}
