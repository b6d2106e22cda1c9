package io.trunkline.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;

/// Calls plugins as an agent of one tenant who holds the given permissions and no other.
record Caller(PluginGateway gateway, Sessions sessions, String tenant, Set<String> permissions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Session session() {
        Session member = sessions.member(tenant, "agent1." + tenant).orElseThrow();
        return new Session(
                member.tenant(),
                member.actor(),
                permissions,
                member.scope(),
                member.fields(),
                member.locale(),
                member.zone());
    }

    JsonNode get(String plugin, String path) {
        return get(plugin, path, Map.of());
    }

    JsonNode get(String plugin, String path, Map<String, String> query) {
        return call(plugin, "GET", path, query, "");
    }

    JsonNode post(String plugin, String path, String body) {
        return call(plugin, "POST", path, Map.of(), body);
    }

    /// The text a route of the plugin `alpha` answers.
    String text(String path) {
        return get("alpha", path).path("value").asText();
    }

    String text(String path, String name, String value) {
        return get("alpha", path, Map.of(name, value)).path("value").asText();
    }

    PluginException refused(String plugin, String method, String path, String body) {
        return Assertions.assertThrows(
                PluginException.class, () -> call(plugin, method, path, Map.of(), body));
    }

    private JsonNode call(
            String plugin, String method, String path, Map<String, String> query, String body) {
        byte[] sent = body.getBytes(StandardCharsets.UTF_8);
        byte[] answer =
                TenantRunner.call(
                        session(),
                        () -> gateway.route(plugin, method, path, query, sent).orElseThrow());
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
