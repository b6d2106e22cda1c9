package io.trunkline.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One fresh stack for all browser tests of a run: starting one takes longer than most tests. It
/// ends with the tests' process. Tests tell their customers apart by names of their own.
final class SharedStack {
    private static @Nullable StandaloneStack running;

    private SharedStack() {}

    static synchronized StandaloneStack get() {
        if (running == null) {
            var home = Path.of("target", "shared-stack");
            Home.delete(home);
            running = StandaloneStack.start(StandaloneStack.Options.apart(project(), home));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    /// Root of the source tree; tests run in the module's folder.
    static Path project() {
        return Path.of("..", "..").toAbsolutePath().normalize();
    }
}
