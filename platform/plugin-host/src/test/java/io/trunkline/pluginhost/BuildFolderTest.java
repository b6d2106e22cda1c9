package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.tenancy.Sessions;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a developer builds again while the server runs is served without a restart.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class BuildFolderTest {

    private static final Path SOURCE = Path.of("src/test/builds/delta");

    @Inject PluginHost host;
    @Inject PluginGateway gateway;
    @Inject Sessions sessions;

    @AfterEach
    void asItWas() throws IOException {
        PluginZips.build(SOURCE);
        looks();
    }

    @Test
    void whatIsBuiltAnewServesSoonAfter() throws IOException {
        assertEquals("first", said());
        build("\"first\"", "\"second\"");
        host.turn();
        // It may still be being written: the same twice is taken for done.
        assertEquals("first", said());
        host.turn();
        assertEquals("second", said());
    }

    @Test
    void whatCannotRunLeavesWhatRan() throws IOException {
        build("new Permission(\"delta.use\")", "new Permission(\"alpha.use\")");
        looks();
        assertEquals("first", said());
        PluginState state =
                host.states().stream()
                        .filter(one -> one.pluginId().equals("delta"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                "permission alpha.use does not begin with delta.", String.valueOf(state.reason()));

        Files.writeString(PluginZips.BUILT.resolve("plugin.properties"), "plugin.id=delta\n");
        looks();
        assertEquals("first", said());

        build("\"first\"", "\"third\"");
        looks();
        assertEquals("third", said());
    }

    private void looks() {
        host.turn();
        host.turn();
    }

    private String said() {
        return new Caller(gateway, sessions, "acme", Set.of("delta.use"))
                .get("delta", "/said")
                .path("words")
                .asText();
    }

    private static void build(String old, String by) throws IOException {
        Path changed = Files.createTempDirectory("delta");
        Files.copy(SOURCE.resolve("plugin.properties"), changed.resolve("plugin.properties"));
        Files.writeString(
                changed.resolve("Delta.java"),
                Files.readString(SOURCE.resolve("Delta.java")).replace(old, by));
        PluginZips.build(changed);
    }
}
