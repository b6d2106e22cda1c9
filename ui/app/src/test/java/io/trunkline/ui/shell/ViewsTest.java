package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Route;
import io.trunkline.spi.Permission;
import io.trunkline.tenancy.CorePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ViewsTest {

    @Test
    void everyViewSaysWhoMayOpenIt() throws IOException {
        assertFalse(views().isEmpty());
        for (Class<?> view : views()) {
            long said =
                    Stream.of(Needs.class, WithoutPermission.class, ForOperators.class)
                            .filter(view::isAnnotationPresent)
                            .count();
            assertEquals(1, said, view.getName());
        }
    }

    @Test
    void everyNeededPermissionExists() throws IOException {
        for (Class<?> view : views()) {
            Needs needs = view.getAnnotation(Needs.class);
            assertTrue(
                    needs == null || CorePermissions.ALL.contains(new Permission(needs.value())),
                    view.getName());
        }
    }

    @Test
    void everyViewInTheFrameSaysWhereItIs() throws IOException {
        for (Class<?> view : views()) {
            Route route = view.getAnnotation(Route.class);
            assertTrue(
                    route == null
                            || route.layout() != MainLayout.class
                            || Trail.class.isAssignableFrom(view),
                    view.getName());
        }
    }

    private static List<Class<?>> views() throws IOException {
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes.resolve("io/trunkline/ui"))) {
            return files.map(classes::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.contains("package-info"))
                    .<Class<?>>map(ViewsTest::load)
                    .filter(type ->
                            type.isAnnotationPresent(Route.class)
                                    || HasErrorParameter.class.isAssignableFrom(type))
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, ViewsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
