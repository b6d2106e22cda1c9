package io.trunkline.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class BodyLimitTest {

    @TestHTTPResource URI server;

    @Test
    void aFileOf200MegabytesIsRefusedBeforeItIsSent() throws IOException {
        String answer = announce("/api/v1/imports", 200L << 20, "multipart/form-data; boundary=x");
        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertTrue(answer.contains("110 MB"), answer);
    }

    @Test
    void anythingElseMayBeOneMegabyte() throws IOException {
        String answer = announce("/api/v1/customers", 2L << 20, "application/json");
        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }

    @Test
    void aBodyThatDoesNotSayItsSizeIsCutOffAtTheLimit() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head("/api/v1/customers", "application/json", "Transfer-Encoding: chunked"));
            byte[] chunk = new byte[64 * 1024];
            Arrays.fill(chunk, (byte) ' ');
            try {
                for (int i = 0; i < 32; i++) {
                    out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                // The server has answered and closed before all was sent: what is wanted.
            }
            assertEquals("HTTP/1.1 413", firstAnswer(socket).substring(0, 12));
        }
    }

    private String announce(String path, long length, String type) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(head(path, type, "Content-Length: " + length));
            socket.getOutputStream().flush();
            return firstAnswer(socket);
        }
    }

    private byte[] head(String path, String type, String length) {
        return ("POST "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n"
                        + "Authorization: Bearer "
                        + TestTokens.of("acme", "supervisor")
                        + "\r\n"
                        + "Content-Type: "
                        + type
                        + "\r\n"
                        + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String firstAnswer(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        int read = in.read(buffer);
        while (read > 0) {
            answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            read = answer.indexOf("}") > 0 ? -1 : in.read(buffer);
        }
        return answer.toString();
    }
}
