package io.trunkline.pluginhost;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/// What the tests of releases do again and again.
final class Acts {

    private static final Duration SOON = Duration.ofSeconds(30);

    private Acts() {}

    /// Acts as an operator of the platform.
    static <T> T operator(Callable<T> act) {
        return OperatorRunner.call(
                new OperatorSession("operator"),
                () -> {
                    try {
                        return act.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /// Reaches behind what is tested.
    static void sql(String statement) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser()) {
            connection.createStatement().execute(statement);
        }
    }

    static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(SOON);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "in vain");
            Thread.sleep(50);
        }
    }
}
