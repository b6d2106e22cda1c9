package io.trunkline.tenancy.role;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.database.CoreSchema;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdministratorsTest {

    private final Administrators administrators = new Administrators();
    private Installation installation;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
    }

    @Test
    void theLastOneCannotBeDisabled() {
        Session admin = installation.session("admin", TestTenants.ACME);
        PluginException refused =
                assertThrows(PluginException.class, () -> disable(admin, "admin.acme", null));
        assertEquals(RoleError.LAST_ADMINISTRATOR, refused.code());
        assertEquals(2, active("admin.%"), "nothing of it is kept");
        assertDoesNotThrow(() -> disable(admin, "agent1.acme", null));
    }

    @Test
    void oneWhoReachesOnlyADistrictDoesNotCount() throws SQLException {
        giveAdministration("lead");
        Session admin = installation.session("admin", TestTenants.ACME);
        assertThrows(PluginException.class, () -> disable(admin, "admin.acme", null));
    }

    @Test
    void oneWhoHasNotAgreedDoesNotCount() throws SQLException {
        giveAdministration("supervisor");
        Session admin = installation.session("admin", TestTenants.ACME);
        for (String consent : List.of("'asked'", "'declined'")) {
            say("supervisor.acme", consent);
            assertThrows(PluginException.class, () -> disable(admin, "admin.acme", null));
        }
        say("supervisor.acme", "NULL");
        assertDoesNotThrow(() -> disable(admin, "admin.acme", null));
    }

    @Test
    void anotherTenantsAdministratorDoesNotCount() throws SQLException {
        Session admin = installation.session("admin", TestTenants.GLOBEX);
        assertThrows(PluginException.class, () -> disable(admin, "admin.globex", null));
        giveAdministration("supervisor");
        assertDoesNotThrow(() -> disable(admin, "admin.globex", null));
    }

    @Test
    void twoWhoRemoveEachOtherCannotBothSucceed() throws Exception {
        giveAdministration("supervisor");
        Session admin = installation.session("admin", TestTenants.ACME);
        Session supervisor = installation.session("supervisor", TestTenants.ACME);
        CyclicBarrier bothChanged = new CyclicBarrier(2);
        int succeeded = 0;
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (var result :
                    two.invokeAll(
                            List.of(
                                    attempt(admin, "supervisor.acme", bothChanged),
                                    attempt(supervisor, "admin.acme", bothChanged)))) {
                succeeded += result.get() ? 1 : 0;
            }
        }
        assertEquals(1, succeeded);
        assertEquals(1, active("admin.acme") + active("supervisor.acme"));
    }

    @Test
    void tenantsFromBeforeGetAnAdministratorByTheMigration() throws SQLException {
        installation.asSuperuser(
                """
                ALTER TABLE trunkline.role DROP COLUMN name CASCADE, DROP COLUMN delegable,
                                           DROP COLUMN version, DROP COLUMN built_in;
                UPDATE trunkline.role SET permissions = '{customer.view,audit.view}' WHERE key = 'admin';
                DELETE FROM trunkline.databasechangelog WHERE id = 'role-editing';
                """);
        Session admin = installation.session("admin", TestTenants.ACME);
        assertThrows(PluginException.class, () -> disable(admin, "agent1.acme", null));

        try (var migrator = installation.database().migrator()) {
            CoreSchema.bringUpToDate(
                    migrator,
                    List.of(CoreSchema.TENANCY),
                    Thread.currentThread().getContextClassLoader());
            assertEquals(List.of(), CoreSchema.violations(migrator));
        }
        for (String tenant : TestTenants.BOTH) {
            Session again = installation.session("admin", tenant);
            assertDoesNotThrow(() -> disable(again, "agent1." + tenant, null));
        }
    }

    private Callable<Boolean> attempt(Session session, String whom, CyclicBarrier barrier) {
        return () -> {
            try {
                disable(session, whom, barrier);
                return true;
            } catch (PluginException e) {
                return false;
            }
        };
    }

    private void disable(Session session, String username, CyclicBarrier barrier) {
        installation.as(
                session,
                handle -> {
                    handle.execute(
                            "UPDATE trunkline.member SET state = 'disabled' WHERE tenant_id = ? AND username = ?",
                            session.tenant().id(),
                            username);
                    await(barrier);
                    administrators.requireOneLeft(handle);
                    return true;
                });
    }

    private static void await(CyclicBarrier barrier) {
        if (barrier == null) {
            return;
        }
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void say(String username, String consent) throws SQLException {
        installation.asSuperuser(
                "UPDATE trunkline.member SET consent = %s WHERE username = '%s'"
                        .formatted(consent, username));
    }

    private void giveAdministration(String role) throws SQLException {
        installation.asSuperuser(
                "UPDATE trunkline.role SET permissions = permissions || '{role.manage,member.manage}'::text[]"
                        + " WHERE key = '"
                        + role
                        + "'");
    }

    private int active(String pattern) {
        try (var connection = installation.database().superuser();
                var statement =
                        connection.prepareStatement(
                                "SELECT count(*) FROM trunkline.member WHERE state = 'active' AND username LIKE ?")) {
            statement.setString(1, pattern);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
