package io.trunkline.bench;

import io.trunkline.standalone.StandaloneStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;

/// Makes the database log what the product executes, for the time of one request.
final class Recorder {

    private final Path log;
    private final Connection superuser;

    Recorder(StandaloneStack stack, Connection superuser) {
        this.log = stack.log("postgres");
        this.superuser = superuser;
    }

    /// @param role whose statements are meant
    /// @param marker part of a parameter that only this request has
    Recording record(String role, String marker, Callable<?> request) throws Exception {
        set("log_line_prefix", Recording.LOG_PREFIX);
        set("log_statement", "all");
        settle();
        long from = Files.size(log);
        request.call();
        settle();
        set("log_statement", "none");
        settle();
        return Recording.read(log, from, role, marker);
    }

    private void set(String name, String value) throws SQLException {
        for (String sql :
                List.of(
                        "ALTER SYSTEM SET " + name + " = '" + value + "'",
                        "SELECT pg_reload_conf()")) {
            try (Statement statement = superuser.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /// A reload reaches idle backends at their next statement, the log its file a moment later.
    private static void settle() throws InterruptedException {
        Thread.sleep(1000);
    }
}
