package io.trunkline.plugincheck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The check of the SPI's lists fails when it should.
final class SpiHistoryTest {

    private static final String PLUGIN =
            """
            package io.trunkline.spi;
            public interface Plugin<T extends Comparable<T>> {
                default String name() throws java.io.IOException { return helper(); }
                private String helper() { return ""; }
            }
            """;
    private static final String CONTEXT =
            "package io.trunkline.spi; @ProvidedByPlatform public interface Context extends Runnable { long next(int many); }";
    private static final String EVENT =
            "package io.trunkline.spi; public sealed interface Event { record Made(long id) implements Event {}"
                    + " final class Hidden implements Event { private Hidden() {} protected int depth; int own; } }";
    private static final String MARK =
            "package io.trunkline.spi; import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME)"
                    + " public @interface ProvidedByPlatform {}";

    @TempDir Path folder;

    @Test
    void listsWhatAPluginCanReach() throws Exception {
        List<String> lines = lines(PLUGIN, CONTEXT, EVENT);
        assertEquals(
                List.of(
                        "io.trunkline.spi.Context : @ProvidedByPlatform public abstract interface",
                        "io.trunkline.spi.Context is a java.lang.Runnable : interface",
                        "io.trunkline.spi.Context.next(int) : public abstract long",
                        "io.trunkline.spi.Event : public abstract sealed interface",
                        "io.trunkline.spi.Event permits io.trunkline.spi.Event$Hidden : subclass",
                        "io.trunkline.spi.Event permits io.trunkline.spi.Event$Made : subclass",
                        "io.trunkline.spi.Event$Hidden : public static final class",
                        "io.trunkline.spi.Event$Hidden is a io.trunkline.spi.Event : interface",
                        "io.trunkline.spi.Event$Hidden.depth : protected int"),
                lines.stream()
                        .filter(line -> !line.startsWith("io.trunkline.spi.Event$Made"))
                        .filter(line -> !line.startsWith("io.trunkline.spi.Plugin"))
                        .toList());
        assertEquals(
                List.of(
                        "io.trunkline.spi.Plugin : public abstract interface <T extends java.lang.Comparable<T>>",
                        "io.trunkline.spi.Plugin.name() : public default java.lang.String throws java.io.IOException"),
                lines.stream().filter(line -> line.startsWith("io.trunkline.spi.Plugin")).toList());
    }

    @Test
    void beforeTheFirstReleaseTheListIsEqual() throws Exception {
        List<String> now = lines(PLUGIN, CONTEXT);
        assertEquals(now.size(), problems("0.1.0", now).size());
        write("0.1.0", now);
        assertEquals(List.of(), problems("0.1.0", now));
        assertEquals(
                List.of(
                        "not in the list of 0.1.0: io.trunkline.spi.Context.next(long) : public abstract long",
                        "in the list of 0.1.0 alone: io.trunkline.spi.Context.next(int) : public abstract long"),
                problems("0.1.0", lines(PLUGIN, CONTEXT.replace("int many", "long many"))));
        List<String> less = lines(PLUGIN);
        write("0.2.0", less);
        assertEquals(List.of(), problems("0.2.0", less));
    }

    @Test
    void nothingGoesWithoutAMajorVersion() throws Exception {
        write("1.0.0", lines(PLUGIN, CONTEXT, EVENT));
        List<String> less =
                lines(PLUGIN.replace("default String name", "default Object name"), CONTEXT, EVENT);
        write("1.1.0", less);
        assertEquals(
                List.of(
                        "gone or changed since 1.0.0, which needs 2.0.0: io.trunkline.spi.Plugin.name() :"
                                + " public default java.lang.String throws java.io.IOException"),
                problems("1.1.0", less));
        write("2.0.0", less);
        assertEquals(List.of(), problems("2.0.0", less));
    }

    @Test
    void nothingNewIsAskedOfPluginsWithoutAMajorVersion() throws Exception {
        write("1.0.0", lines(PLUGIN, CONTEXT, EVENT));
        List<String> asking =
                lines(
                        PLUGIN.replace(
                                "{\n    default",
                                "extends AutoCloseable {\n    int id();\n    default"),
                        CONTEXT.replace("{ long", "{ void more(); long"),
                        EVENT.replace(
                                "{ record", "{ record More(long id) implements Event {} record"));
        write("1.1.0", asking);
        assertEquals(
                List.of(
                        "asked of plugins that were built for 1.0.0, which needs 2.0.0: io.trunkline.spi.Plugin is a"
                                + " java.lang.AutoCloseable : interface",
                        "asked of plugins that were built for 1.0.0, which needs 2.0.0: io.trunkline.spi.Plugin.id() :"
                                + " public abstract int"),
                problems("1.1.0", asking));
    }

    @Test
    void nothingComesWithoutAMinorVersion() throws Exception {
        write("1.0.9", lines(PLUGIN));
        write("1.1.0", lines(PLUGIN, EVENT));
        List<String> more = lines(PLUGIN, CONTEXT, EVENT);
        write("1.1.10", more);
        assertEquals(
                List.of(
                        "new since 1.1.0, which needs 1.2.0: io.trunkline.spi.Context.next(int) : public abstract long"),
                problems("1.1.10", more).stream().filter(line -> line.contains("next")).toList());
        write("1.2.0", more);
        assertEquals(List.of(), problems("1.2.0", more));
    }

    private void write(String version, List<String> lines) throws Exception {
        new SpiHistory(folder).write(version, lines);
    }

    private List<String> problems(String version, List<String> lines) throws Exception {
        return new SpiHistory(folder).problems(version, lines);
    }

    private static List<String> lines(String... sources) throws Exception {
        Compiled mark = Compiled.of(List.of(), MARK);
        Compiled spi = Compiled.of(List.of(mark), sources);
        URL[] path = {spi.classes().toUri().toURL(), mark.classes().toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path)) {
            return SpiList.of(spi.classes(), loader);
        }
    }
}
