package io.trunkline.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The PostgreSQL of this process: started by the first test that asks, ended with the process.
final class TestPostgres {

    /// A system property, because Quarkus loads test resources anew for each application: a static
    /// would start a server each time.
    private static final String PORT = "trunkline.testing.postgres.port";

    private static final Logger CHATTER = Logger.getLogger("io.zonky.test");

    private TestPostgres() {}

    static int port() {
        synchronized (PORT) {
            String known = System.getProperty(PORT);
            if (known != null) {
                return Integer.parseInt(known);
            }
            int port = start();
            System.setProperty(PORT, String.valueOf(port));
            return port;
        }
    }

    private static int start() {
        CHATTER.setLevel(Level.WARNING);
        try {
            EmbeddedPostgres server =
                    EmbeddedPostgres.builder()
                            .setServerConfig("max_connections", "300")
                            .setServerConfig("shared_buffers", "128MB")
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
