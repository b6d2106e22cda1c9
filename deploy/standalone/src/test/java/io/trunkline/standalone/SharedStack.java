package io.trunkline.standalone;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// One fresh stack for all browser tests of a process: starting one takes longer than most tests.
/// It ends with the tests' process. Tests tell their customers apart by names of their own.
final class SharedStack {
    private static @Nullable StandaloneStack running;

    private SharedStack() {}

    static synchronized StandaloneStack get() {
        if (running == null) {
            running = apart(System.getProperty("trunkline.stack", "shared-stack"));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    /// A fresh stack for a test that counts everything there is. Whoever asks for it closes it.
    static StandaloneStack apart(String name) {
        var home = Path.of("target", name);
        Home.delete(home);
        return StandaloneStack.start(StandaloneStack.Options.apart(project(), home));
    }

    /// What members set for themselves follows them from test to test: their language too.
    static void forgetPreferences() {
        forgetPreferences(get());
    }

    static void forgetPreferences(StandaloneStack stack) {
        try (var connection = stack.superuserDatabase().connect();
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM trunkline.member_preference");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Root of the source tree; tests run in the module's folder.
    static Path project() {
        return Path.of("..", "..").toAbsolutePath().normalize();
    }
}
