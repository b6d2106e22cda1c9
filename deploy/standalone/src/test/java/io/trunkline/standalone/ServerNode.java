package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One more server on the database and the Keycloak of a stack, with publishers it trusts and a
/// work folder of its own. It can be killed while the stack goes on.
final class ServerNode implements AutoCloseable {
    private final String name;
    private final Path folder;
    private final Server server;
    private @Nullable Part part;

    /// Not started yet.
    ServerNode(StandaloneStack stack, String name) {
        this.name = name;
        this.folder = stack.home().root().resolve(name);
        Home.delete(folder);
        var settings = new LinkedHashMap<>(stack.serverSettings());
        settings.put("TRUNKLINE_PLUGINS_TRUSTED", trusted().toString());
        settings.put("TRUNKLINE_PLUGINS_WORK_FOLDER", folder.resolve("work").toString());
        // It starts many times and never lives long.
        settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        server = new Server(stack.home(), Ports.free(), settings);
    }

    /// Certificates of publishers that this node trusts.
    Path trusted() {
        return folder.resolve("trusted");
    }

    URI url() {
        return server.url();
    }

    boolean isRunning() {
        return part != null;
    }

    /// Returns when it is ready.
    void start() {
        var started = server.start(name);
        part = started;
        Keycloak.awaitOk(server.readiness(), started, Duration.ofMinutes(2));
    }

    void kill() {
        Optional.ofNullable(part).ifPresent(Part::kill);
        part = null;
    }

    /// Ends it in order.
    @Override
    public void close() {
        Optional.ofNullable(part).ifPresent(Part::stop);
        part = null;
    }

    /// What it says of a plugin; a missing node as long as it has said nothing.
    JsonNode report(Api operator, String plugin) {
        return report(operator, plugin, part == null ? 0 : part.pid());
    }

    /// The same of the server that runs as a process.
    static JsonNode report(Api operator, String plugin, long pid) {
        for (var one : operator.get("/operator/plugins").path("items")) {
            if (one.path("id").asText().equals(plugin)) {
                for (var report : one.path("nodes")) {
                    if (report.path("node").asText().endsWith("/" + pid)) {
                        return report;
                    }
                }
            }
        }
        return MissingNode.getInstance();
    }

    /// What its readiness says, as a load balancer reads it.
    JsonNode readiness() {
        try (var answer = server.readiness().toURL().openStream()) {
            return new ObjectMapper().readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What its readiness says of a plugin: the version, or that it does not serve.
    String servedByReadiness(String plugin) {
        for (var check : readiness().path("checks")) {
            if (check.path("data").has(plugin)) {
                return check.path("data").path(plugin).asText();
            }
        }
        return "";
    }
}
