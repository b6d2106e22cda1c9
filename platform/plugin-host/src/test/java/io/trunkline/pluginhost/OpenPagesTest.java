package io.trunkline.pluginhost;

import static io.trunkline.pluginhost.Acts.operator;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestDatabase;
import io.trunkline.testing.plugin.Publisher;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an earlier release built on somebody's screen goes on until it is gone, or must be.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(PluginZips.class)
class OpenPagesTest {

    private static final String GAMMA = "gamma";

    @Inject PluginCatalogue catalogue;
    @Inject PluginHost host;
    @Inject PluginGateway gateway;
    @Inject Generations generations;
    @Inject Sessions sessions;

    @BeforeEach
    void theFirstRuns() throws Exception {
        Publisher partner = Publisher.named("Example Partner");
        partner.publish(PluginZips.TRUSTED, "partner");
        try (Connection connection = TestDatabase.shared().superuser()) {
            connection.createStatement().execute("DELETE FROM trunkline.plugin_wanted");
            connection.createStatement().execute("DELETE FROM trunkline.plugin_release");
        }
        for (String release : List.of("gamma-1", "gamma-2")) {
            operator(() -> catalogue.install(partner.signed(PluginZips.release(release))));
        }
        use("1.0.0");
    }

    @AfterEach
    void itIsGone() {
        operator(() -> {
            catalogue.remove(GAMMA);
            return true;
        });
        host.turn();
    }

    @Test
    void aPageGoesOnWithTheReleaseThatBuiltIt() {
        PluginGateway.UiEntry page = screens();
        Runnable closed = page.pageOpened();
        use("2.0.0");
        assertEquals("2.0.0", served());
        assertEquals("acme", shown(page));
        assertFalse(page.isOver());

        closed.run();
        await(page::isOver);
        gone(page);
    }

    @Test
    void aSecondChangeEndsIt() {
        PluginGateway.UiEntry page = screens();
        Runnable closed = page.pageOpened();
        use("2.0.0");
        assertEquals("acme", shown(page));
        PluginGateway.UiEntry next = screens();
        Runnable alsoClosed = next.pageOpened();
        use("1.0.0");
        await(page::isOver);
        gone(page);
        assertEquals("acme", shown(next));
        closed.run();
        alsoClosed.run();
    }

    @Test
    void aRemovalEndsItAtOnce() {
        PluginGateway.UiEntry page = screens();
        Runnable closed = page.pageOpened();
        operator(() -> {
            catalogue.remove(GAMMA);
            return true;
        });
        host.turn();
        assertTrue(page.isOver());
        gone(page);
        closed.run();
    }

    @Test
    void withoutPagesNothingLingers() {
        PluginGateway.UiEntry page = screens();
        use("2.0.0");
        await(page::isOver);
    }

    private PluginGateway.UiEntry screens() {
        Generation serving = generations.any(GAMMA).orElseThrow();
        return new PluginGateway.UiEntry(serving, "screens");
    }

    private String shown(PluginGateway.UiEntry page) {
        return TenantRunner.call(
                caller().session(),
                () -> gateway.callUi(page, null, session -> session.tenant().key()));
    }

    private void gone(PluginGateway.UiEntry page) {
        await(() -> {
            try {
                shown(page);
                return false;
            } catch (PluginException over) {
                return over.code() == StandardErrorCode.NOT_FOUND;
            }
        });
        PluginException over =
                assertThrows(
                        PluginException.class,
                        () ->
                                TenantRunner.call(
                                        caller().session(), () -> gateway.sessionFor(page)));
        assertEquals(StandardErrorCode.NOT_FOUND, over.code());
    }

    private String served() {
        return caller().get(GAMMA, "/said").path("version").asText();
    }

    private Caller caller() {
        return new Caller(gateway, sessions, "acme", Set.of("gamma.use"));
    }

    private void use(String version) {
        operator(() -> {
            catalogue.use(GAMMA, version);
            return true;
        });
        host.turn();
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "in vain");
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
