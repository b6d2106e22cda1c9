package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.TrunklinePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/// What a release of the example plugin has beyond the one in the tree: a route that reads what its
/// migrations made, texts that tell its version, and three change sets, each of which has to wait
/// for something else.
///
/// @param version also in the names of what it adds, so that releases can follow each other
record GrownRelease(String version) {
    private static final String PACKAGE = "io/trunkline/plugins/example";

    private static final String CODE =
            """
            package io.trunkline.plugins.example;

            import io.trunkline.spi.*;
            import java.sql.*;
            import java.util.*;

            public class GrownPlugin extends ExamplePlugin {
                private final PluginContext context;

                public GrownPlugin(PluginContext context) {
                    super(context);
                    this.context = context;
                }

                public record Colours(String release, int favourites, int palette) {}

                @Override
                public List<Route<?, ?>> routes() {
                    List<Route<?, ?>> routes = new ArrayList<>(super.routes());
                    routes.add(Route.get("/colours", VIEW, Colours.class, (session, request) -> colours(session)));
                    return List.copyOf(routes);
                }

                private Colours colours(TenantSession session) {
                    return context.database().inTransaction(session, connection -> new Colours("{version}",
                            count(session, connection, "favourite WHERE colour_{suffix} = 'none' AND"),
                            count(session, connection, "palette_{suffix} WHERE")));
                }

                private static int count(TenantSession session, Connection connection, String what) throws SQLException {
                    try (PreparedStatement statement =
                            connection.prepareStatement("SELECT count(*) FROM " + what + " tenant_id = ?")) {
                        statement.setInt(1, session.tenant().id());
                        ResultSet row = statement.executeQuery();
                        row.next();
                        return row.getInt(1);
                    }
                }
            }
            """;

    private static final String MIGRATIONS =
            """
            --liquibase formatted sql

            --changeset example:column_{suffix}
            ALTER TABLE allowance ADD COLUMN colour_{suffix} text NOT NULL DEFAULT 'none';

            --changeset example:index_{suffix} runInTransaction:false
            CREATE INDEX CONCURRENTLY IF NOT EXISTS favourite_{suffix} ON favourite (tenant_id, note);

            --changeset example:fill_{suffix}
            CREATE TABLE palette_{suffix} (
                tenant_id int    NOT NULL,
                id        bigint NOT NULL,
                name      text   NOT NULL,
                PRIMARY KEY (tenant_id, id)
            );
            INSERT INTO palette_{suffix} SELECT tenant, colour, 'colour ' || colour
              FROM generate_series(1, 1000) tenant, generate_series(1, 3) colour;
            ALTER TABLE favourite ADD COLUMN colour_{suffix} text NOT NULL DEFAULT 'none';
            """;

    /// How many colours each tenant has.
    static final int PALETTE = 3;

    /// How many change sets it adds.
    static final int CHANGE_SETS = 3;

    /// Ends the names of what it adds.
    String suffix() {
        return version.replace('.', '_');
    }

    /// What the plugin is called in English.
    String name() {
        return "Favourites " + version;
    }

    /// @param root of the zip
    void addTo(Path root) throws IOException {
        replace(root.resolve("plugin.properties"), "example.ExamplePlugin", "example.GrownPlugin");
        replace(
                root.resolve("classes/messages_en.properties"),
                "plugin.name=Favourites\n",
                "plugin.name=" + name() + "\n");
        var changelog = root.resolve("classes/db/changelog.yaml");
        Files.writeString(
                changelog,
                Files.readString(changelog)
                        + "  - include: {file: grown-%s.sql, relativeToChangelogFile: true}\n"
                                .formatted(version));
        Files.writeString(root.resolve("classes/db/grown-" + version + ".sql"), filled(MIGRATIONS));
        var classes = compiled(root);
        try (var files = Files.list(classes.resolve(PACKAGE))) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        root.resolve("classes/" + PACKAGE).resolve(file.getFileName().toString()));
            }
        }
    }

    private String filled(String template) {
        return template.replace("{version}", version).replace("{suffix}", suffix());
    }

    private Path compiled(Path root) throws IOException {
        var folder = Files.createTempDirectory("grown");
        var given = Files.createDirectory(folder.resolve("given"));
        try (var files = Files.walk(root.resolve("classes/" + PACKAGE))) {
            Files.createDirectories(given.resolve(PACKAGE));
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, given.resolve(PACKAGE).resolve(file.getFileName().toString()));
            }
        }
        var source = Files.writeString(folder.resolve("GrownPlugin.java"), filled(CODE));
        var classes = Files.createDirectory(folder.resolve("classes"));
        var line =
                List.of(
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        given + ":" + place(TrunklinePlugin.class) + ":" + place(NullMarked.class),
                        source.toString());
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertEquals(0, compiler.run(null, null, null, line.toArray(String[]::new)));
        return classes;
    }

    private static Path place(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static void replace(Path file, String old, String by) throws IOException {
        var text = Files.readString(file);
        assertTrue(text.contains(old), text);
        Files.writeString(file, text.replace(old, by));
    }
}
