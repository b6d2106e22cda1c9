package io.trunkline.testing.identity;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stands in for Keycloak in `@QuarkusTest`s of the API: serves the public key of the tokens that
/// [TestTokens] signs. Use with `@QuarkusTestResource(IdentityTestResource.class)`.
public class IdentityTestResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        SigningKey key = SigningKey.create();
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        byte[] keys = keySet(key).getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/realms/trunkline/protocol/openid-connect/certs",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, keys.length);
                    try (OutputStream body = exchange.getResponseBody()) {
                        body.write(keys);
                    }
                });
        server.start();
        key.publish(url + "/realms/trunkline");
        return Map.of("trunkline.keycloak.url", url);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static String keySet(SigningKey key) {
        RSAPublicKey publicKey = key.publicKey();
        return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
        """
                .formatted(
                        SigningKey.ID,
                        unsigned(publicKey.getModulus()),
                        unsigned(publicKey.getPublicExponent()));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
