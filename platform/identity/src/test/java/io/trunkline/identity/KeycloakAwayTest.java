package io.trunkline.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.identity.Accounts.AccountDraft;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What happens when Keycloak does not answer as it should. What it does when it answers is tested
/// with a real one, by `KeycloakAdministrationIT` in `deploy/standalone`.
class KeycloakAwayTest {

    private static final AccountDraft AN_AGENT =
            new AccountDraft("agent9.acme", "Agent Nine", null, "zh-CN");

    @Test
    void whereNobodyListensItIsUnavailable() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Keycloak keycloak = keycloak("http://127.0.0.1:" + closed);

        assertUnavailable(() -> keycloak.organizations().create("acme", "Acme"));
        assertUnavailable(() -> keycloak.accounts().invite("acme", AN_AGENT));
    }

    @Test
    void whereTheAnswerTakesTooLongItIsUnavailable() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Keycloak keycloak = keycloak("http://127.0.0.1:" + silent.getLocalPort());

            long begun = System.nanoTime();
            assertUnavailable(() -> keycloak.accounts().reset("acme", "agent1.acme"));
            assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 8);
        }
    }

    @Test
    void aFailureInTheMiddleStopsBeforeTheNextStep() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String call =
                            exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
                    asked.add(call);
                    String organization = "{\"id\":\"1\",\"alias\":\"acme\",\"name\":\"Acme\"}";
                    String answer =
                            call.endsWith("/token")
                                    ? "{\"access_token\":\"t\",\"expires_in\":60}"
                                    : call.endsWith("/1") ? organization : "[" + organization + "]";
                    boolean fails = call.contains("/users");
                    byte[] body = answer.getBytes();
                    exchange.sendResponseHeaders(fails ? 500 : 200, fails ? -1 : body.length);
                    if (!fails) {
                        exchange.getResponseBody().write(body);
                    }
                    exchange.close();
                });
        server.start();
        try {
            Keycloak keycloak = keycloak("http://127.0.0.1:" + server.getAddress().getPort());

            assertUnavailable(() -> keycloak.accounts().invite("acme", AN_AGENT));
            assertFalse(asked.toString().contains("POST /admin"), asked.toString());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aMailServerThatIsSilentLeavesTheInvitationUnsentAndNothingElseUndone() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    String call =
                            exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
                    String organization = "{\"id\":\"1\",\"alias\":\"acme\",\"name\":\"Acme\"}";
                    String answer = "";
                    if (call.endsWith("/token")) {
                        answer = "{\"access_token\":\"t\",\"expires_in\":60}";
                    } else if (call.endsWith("/execute-actions-email")) {
                        sleep(Duration.ofSeconds(3));
                    } else if (call.endsWith("/credentials")) {
                        answer = "[]";
                    } else if (call.equals("GET /admin/realms/trunkline/users")) {
                        answer =
                                "[{\"id\":\"u\",\"username\":\"agent9.acme\",\"attributes\":{\"home\":[\"acme\"]}}]";
                    } else if (call.startsWith("GET")) {
                        answer = call.endsWith("/1") ? organization : "[" + organization + "]";
                    }
                    byte[] body = answer.getBytes();
                    exchange.sendResponseHeaders(
                            body.length == 0 ? 204 : 200, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try {
            Keycloak keycloak = keycloak("http://127.0.0.1:" + server.getAddress().getPort());
            AccountDraft draft =
                    new AccountDraft("agent9.acme", "Agent Nine", "nine@acme.example", "zh-CN");

            Invitation invitation = keycloak.accounts().invite("acme", draft);
            assertEquals("nine@acme.example", invitation.notSentTo());
            assertNull(invitation.mailedTo());
            assertNull(invitation.oneTimePassword());
        } finally {
            server.stop(0);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aOneTimePasswordIsLongAndNeverTheSame() {
        String password = OneTimePassword.make();
        assertEquals(19, password.length());
        assertFalse(password.equals(OneTimePassword.make()));
    }

    private static void assertUnavailable(Runnable call) {
        PluginException refused = assertThrows(PluginException.class, call::run);
        assertEquals(StandardErrorCode.UNAVAILABLE, refused.code());
    }

    private static Keycloak keycloak(String url) {
        return Keycloak.of(
                new Realm(url, "trunkline", "trunkline-web"), new QuickConfig(), "a-secret");
    }
}
