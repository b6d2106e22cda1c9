package io.trunkline.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.IdentityError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the later of two hears who give one account a password at once. When Keycloak answers so is
/// a matter of microseconds: here it always does. `KeycloakAdministrationIT` lets two meet in a
/// real one.
class PasswordsAtOnceTest {

    private static final String POLICY =
            """
            {"error":"invalidPasswordMinLengthMessage","error_description":"Invalid password"}\
            """;

    private HttpServer server;
    private Accounts accounts;
    private volatile int status = 204;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    boolean sets = path.endsWith("/reset-password");
                    byte[] body = (sets ? answer : found(path)).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            sets ? status : 200, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        accounts =
                Keycloak.of(
                                new Realm(
                                        "http://127.0.0.1:" + server.getAddress().getPort(),
                                        "trunkline",
                                        "trunkline-web"),
                                new QuickConfig(),
                                "a-secret")
                        .accounts();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whoseCountsIsToldItAndTheOtherHearsWhy() {
        assertNotNull(accounts.reset("acme", "agent9.acme").oneTimePassword());
        for (int refused : new int[] {400, 409}) {
            status = refused;
            assertRefused(IdentityError.PASSWORD_SET_MEANWHILE);
        }
        status = 500;
        assertRefused(StandardErrorCode.UNAVAILABLE);
    }

    @Test
    void anAccountThatIsGoneByThenIsNotFound() {
        status = 404;
        assertRefused(StandardErrorCode.NOT_FOUND);
    }

    /// Repeating it would not help: somebody has to look.
    @Test
    void aRealmThatRefusesThePasswordIsNoMatterOfTwoAtOnce() {
        status = 400;
        answer = POLICY;
        assertThrows(IllegalStateException.class, () -> accounts.reset("acme", "agent9.acme"));
    }

    private void assertRefused(ErrorCode code) {
        PluginException refused =
                assertThrows(PluginException.class, () -> accounts.reset("acme", "agent9.acme"));
        assertEquals(code, refused.code());
    }

    private static String found(String path) {
        if (path.endsWith("/token")) {
            return "{\"access_token\":\"t\",\"expires_in\":60}";
        }
        if (path.endsWith("/composite")) {
            return "[]";
        }
        return path.endsWith("/organizations")
                ? "[{\"id\":\"1\",\"alias\":\"acme\"}]"
                : "[{\"id\":\"u\",\"username\":\"agent9.acme\",\"attributes\":{\"home\":[\"acme\"]}}]";
    }
}
