package io.trunkline.pluginhost.internal.generation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// The components of a record that a caller must send: those not marked `@Nullable`, where the
/// record's package is `@NullMarked`. So a plugin's record keeps its promise and a forgotten field
/// is the caller's mistake, not a fault.
record RequiredComponents(List<Component> components) {

    record Component(String name, MethodHandle accessor) {}

    static RequiredComponents of(Class<?> type) {
        if (!type.isRecord() || !isNullMarked(type)) {
            return new RequiredComponents(List.of());
        }
        List<Component> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isPrimitive()
                    || component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                continue;
            }
            try {
                component.getAccessor().setAccessible(true);
                required.add(
                        new Component(
                                component.getName(),
                                MethodHandles.lookup()
                                        .unreflect(component.getAccessor())
                                        .asType(
                                                MethodType.methodType(
                                                        Object.class, Object.class))));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return new RequiredComponents(List.copyOf(required));
    }

    void check(Object value) {
        for (Component component : components) {
            if (read(component, value) == null) {
                throw PluginJson.invalid(component.name(), "");
            }
        }
    }

    private static @Nullable Object read(Component component, Object value) {
        try {
            return component.accessor().invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException("component " + component.name(), e);
        }
    }

    private static boolean isNullMarked(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (at.isAnnotationPresent(NullMarked.class)) {
                return true;
            }
        }
        Package home = type.getPackage();
        return home != null && home.isAnnotationPresent(NullMarked.class);
    }
}
