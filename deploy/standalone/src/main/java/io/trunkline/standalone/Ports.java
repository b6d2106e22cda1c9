package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/// Where the parts listen, all on the loopback interface.
public record Ports(int http, int management, int keycloak, int postgres) {
    static final String LOOPBACK = "127.0.0.1";

    /// As set by `TRUNKLINE_HTTP_PORT`, `TRUNKLINE_MANAGEMENT_PORT`, `TRUNKLINE_KEYCLOAK_PORT` and
    /// `TRUNKLINE_POSTGRES_PORT`.
    static Ports from(Map<String, String> environment) {
        return new Ports(
                port(environment, "TRUNKLINE_HTTP_PORT", 8080),
                port(environment, "TRUNKLINE_MANAGEMENT_PORT", 8081),
                port(environment, "TRUNKLINE_KEYCLOAK_PORT", 8180),
                port(environment, "TRUNKLINE_POSTGRES_PORT", 5433));
    }

    /// Four ports that are free now.
    public static Ports free() {
        try (var http = new ServerSocket(0, 1, loopback());
                var management = new ServerSocket(0, 1, loopback());
                var keycloak = new ServerSocket(0, 1, loopback());
                var postgres = new ServerSocket(0, 1, loopback())) {
            return new Ports(
                    http.getLocalPort(),
                    management.getLocalPort(),
                    keycloak.getLocalPort(),
                    postgres.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws StandaloneException naming the first port that another program holds
    void requireFree() {
        requireFree(http, "the server", "TRUNKLINE_HTTP_PORT");
        requireFree(management, "the server's meters", "TRUNKLINE_MANAGEMENT_PORT");
        requireFree(keycloak, "Keycloak", "TRUNKLINE_KEYCLOAK_PORT");
        requireFree(postgres, "PostgreSQL", "TRUNKLINE_POSTGRES_PORT");
    }

    private static void requireFree(int port, String use, String variable) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port), 1);
        } catch (IOException e) {
            throw new StandaloneException(
                    "Port %d, meant for %s, is taken by another program: end that, or set %s to a free one."
                            .formatted(port, use, variable),
                    e);
        }
    }

    private static InetAddress loopback() {
        return InetAddress.ofLiteral(LOOPBACK);
    }

    private static int port(Map<String, String> environment, String variable, int standard) {
        var value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            return standard;
        }
        try {
            var port = Integer.parseInt(value.strip());
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new StandaloneException(
                "%s must be a port number from 1 to 65535, not \"%s\".".formatted(variable, value));
    }
}
