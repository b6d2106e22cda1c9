package io.trunkline.plugincheck;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All that an SPI offers, as lines: one for each class and each member that a plugin can reach, in
/// order. What stands before `:` tells it apart, what stands behind is how it is declared.
public final class SpiList {

    /// The annotation of what plugins call and never implement.
    static final String PROVIDED = "@ProvidedByPlatform";

    /// Before what is above a type.
    static final String IS_A = " is a ";

    private static final String CLASS = ".class";
    private static final int SHOWN = Modifier.PUBLIC | Modifier.PROTECTED;

    private SpiList() {}

    /// @param classes folder with the compiled classes
    /// @param loader knows them
    public static List<String> of(Path classes, ClassLoader loader)
            throws IOException, ClassNotFoundException {
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(CLASS)).toList()) {
                String path = classes.relativize(file).toString();
                String name = path.substring(0, path.length() - CLASS.length());
                if (!name.endsWith("-info")) {
                    Class<?> type = Class.forName(name.replace('/', '.'), false, loader);
                    if (isShown(type)) {
                        add(type, lines);
                    }
                }
            }
        }
        return List.copyOf(lines);
    }

    private static boolean isShown(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return (type.getModifiers() & SHOWN) != 0
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (outer == null || isShown(outer));
    }

    private static void add(Class<?> type, Set<String> lines) {
        lines.add(type.getName() + " : " + declared(type));
        around(type, lines);
        for (Field field : type.getDeclaredFields()) {
            if (isShown(field.getModifiers(), field.isSynthetic())) {
                lines.add(
                        "%s.%s : %s %s"
                                .formatted(
                                        type.getName(),
                                        field.getName(),
                                        Modifier.toString(field.getModifiers()),
                                        words(field.getAnnotatedType())));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isShown(constructor.getModifiers(), constructor.isSynthetic())) {
                lines.add(line(type, constructor, "<init>", ""));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isShown(method.getModifiers(), method.isSynthetic())) {
                lines.add(
                        line(
                                type,
                                method,
                                method.getName(),
                                (method.isDefault() ? " default " : " ")
                                        + words(method.getAnnotatedReturnType())));
            }
        }
    }

    private static boolean isShown(int modifiers, boolean synthetic) {
        return (modifiers & SHOWN) != 0 && !synthetic;
    }

    /// What is above and below it, a line each: another interface, or another permitted class,
    /// takes nothing away.
    private static void around(Class<?> type, Set<String> lines) {
        Type above = type.getGenericSuperclass();
        if (above != null && above != Object.class) {
            lines.add(type.getName() + IS_A + above.getTypeName() + " : superclass");
        }
        for (Type one : type.getGenericInterfaces()) {
            lines.add(type.getName() + IS_A + one.getTypeName() + " : interface");
        }
        if (type.isSealed()) {
            for (Class<?> one : type.getPermittedSubclasses()) {
                lines.add(type.getName() + " permits " + one.getName() + " : subclass");
            }
        }
    }

    private static String declared(Class<?> type) {
        List<String> words = new ArrayList<>();
        for (Annotation annotation : type.getAnnotations()) {
            if (annotation.annotationType().getName().startsWith("io.trunkline.")) {
                words.add("@" + annotation.annotationType().getSimpleName());
            }
        }
        words.add(
                type.toGenericString().replace(type.getName(), "").replaceAll("\\s+", " ").strip());
        return String.join(" ", words);
    }

    private static String line(Class<?> type, Executable member, String name, String returned) {
        String parameters = words(member.getAnnotatedParameterTypes());
        int modifiers =
                member.getModifiers()
                        & (member instanceof Method
                                ? Modifier.methodModifiers()
                                : Modifier.constructorModifiers());
        String variables =
                Stream.of(member.getTypeParameters())
                        .map(SpiList::words)
                        .collect(Collectors.joining(", "));
        String thrown = words(member.getAnnotatedExceptionTypes());
        return "%s.%s(%s) : %s%s%s%s"
                .formatted(
                        type.getName(),
                        name,
                        parameters,
                        Modifier.toString(modifiers),
                        variables.isEmpty() ? "" : " <" + variables + ">",
                        returned,
                        thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private static String words(TypeVariable<?> variable) {
        String bounds = words(variable.getAnnotatedBounds());
        return bounds.equals("java.lang.Object")
                ? variable.getName()
                : variable.getName() + " extends " + bounds;
    }

    private static String words(AnnotatedType... types) {
        return Arrays.stream(types).map(SpiList::words).collect(Collectors.joining(", "));
    }

    /// What can be null says so; where the annotation comes from does not matter.
    private static String words(AnnotatedType type) {
        return type.toString().replaceAll("@[a-z.]+\\.(\\w+)(\\(\\))?", "@$1");
    }
}
