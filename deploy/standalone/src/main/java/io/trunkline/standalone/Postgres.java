package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The embedded PostgreSQL: durable (fsync on), scram for every connection, loopback only.
final class Postgres {
    static final String SUPERUSER = "postgres";

    private final Home home;
    private final Secrets secrets;
    private final int port;

    Postgres(Home home, Secrets secrets, int port) {
        this.home = home;
        this.secrets = secrets;
        this.port = port;
    }

    /// Starts on the kept data, or on a fresh cluster; returns when connections are answered.
    Part start() {
        var programs = PostgresBinaries.unpack(home);
        if (!Files.exists(home.postgres().resolve("PG_VERSION"))) {
            initialize(programs);
        }
        var line = new ArrayList<>(unprivileged());
        line.add(programs.resolve("bin/postgres").toString());
        line.addAll(List.of("-D", home.postgres().toString()));
        settings().forEach((name, value) -> line.addAll(List.of("-c", name + "=" + value)));
        var part =
                Part.start(home, "postgres", new Part.Command(line, Map.of(), port, "INT", "QUIT"));
        awaitConnections(part);
        return part;
    }

    String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(Ports.LOOPBACK, port, database);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                url(database), SUPERUSER, secrets.get("postgres-superuser"));
    }

    /// Creates a database that belongs to a login role of its own, when either is missing.
    void createDatabase(String name, String role, String password) {
        try (var connection = connect("postgres")) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
                execute(connection, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, password));
            }
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE %s OWNER %s".formatted(name, role));
            }
        } catch (SQLException e) {
            throw new StandaloneException("The database " + name + " cannot be created.", e);
        }
    }

    static boolean exists(Connection connection, String sql, String argument) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            return statement.executeQuery().next();
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, String> settings() {
        return Map.of(
                "port", Integer.toString(port),
                "listen_addresses", Ports.LOOPBACK,
                "unix_socket_directories", "",
                "fsync", "on",
                "max_connections", "200",
                "shared_buffers", "256MB",
                "timezone", "UTC",
                "log_timezone", "UTC");
    }

    private void initialize(Path programs) {
        // An initialization that was interrupted leaves half a cluster.
        Home.delete(home.postgres());
        // Makes the file, from which the program reads it.
        secrets.get("postgres-superuser");
        var line = new ArrayList<>(unprivileged());
        line.add(programs.resolve("bin/initdb").toString());
        line.addAll(List.of("-D", home.postgres().toString(), "-U", SUPERUSER));
        line.addAll(List.of("-A", "scram-sha-256", "-E", "UTF8", "--locale=C"));
        line.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        line.add("--pwfile=" + secrets.file("postgres-superuser"));
        try {
            var process = new ProcessBuilder(line).redirectErrorStream(true).start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new StandaloneException("PostgreSQL cannot make its data folder:\n" + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Interrupted.", e);
        }
    }

    /// PostgreSQL refuses to be root; in a user namespace of its own it is not.
    private static List<String> unprivileged() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        try {
            var works = new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
            if (works) {
                return List.of("unshare", "-U");
            }
        } catch (IOException e) {
            // said below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StandaloneException(
                "PostgreSQL does not run as root, and \"unshare -U\" is not possible here: start Trunkline as another user.");
    }

    /// The server's own lock file names a postmaster that no record of ours does: same data folder
    /// and start time mean that it is ours all the same.
    void endOrphan() {
        var file = home.postgres().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        try {
            var lines = Files.readAllLines(file);
            if (lines.size() < 3 || !Path.of(lines.get(1)).equals(home.postgres())) {
                return;
            }
            var started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            new ProcessRecord(Long.parseLong(lines.get(0).strip()), started, port)
                    .running(home.root())
                    .ifPresent(
                            process -> ProcessRecord.end(process, "INT", Duration.ofSeconds(20)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException e) {
            // Half written: the server itself removes such a file.
        }
    }

    boolean answers() {
        try (var _ = connect("postgres")) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void awaitConnections(Part part) {
        var end = Instant.now().plusSeconds(120);
        while (true) {
            part.requireAlive();
            try (var _ = connect("postgres")) {
                return;
            } catch (SQLException e) {
                // 57P03: recovering after a crash; 08*: not listening yet.
                if (Instant.now().isAfter(end)) {
                    throw new StandaloneException("PostgreSQL does not answer.", e);
                }
                Pause.milliseconds(50);
            }
        }
    }
}
