package io.trunkline.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TenantDatabaseTest {

    private static Installation installation;

    @BeforeAll
    static void install() throws SQLException {
        installation = Installation.fresh();
    }

    @Test
    void withoutASessionThereIsNoTransaction() {
        assertThrows(
                IllegalStateException.class,
                () -> installation.tenants().inTransaction(handle -> true));
    }

    @Test
    void theTransactionKnowsTenantUnitsAndMember() {
        Session agent = session("agent1");
        assertEquals(
                List.of(
                        String.valueOf(agent.tenant().id()),
                        TenantTransaction.units(agent.scope().orgUnits()),
                        String.valueOf(agent.actor().memberId())),
                TenantRunner.call(
                        agent,
                        () ->
                                installation
                                        .tenants()
                                        .inTransaction(handle ->
                                                List.of(
                                                        setting(handle, "tenant"),
                                                        setting(handle, "units"),
                                                        setting(handle, "member")))));
    }

    @Test
    void anExceptionRollsBackAndPassesAsItIs() {
        TenantRunner.run(
                session("supervisor"),
                () -> {
                    assertThrows(
                            NumberFormatException.class,
                            () ->
                                    installation
                                            .tenants()
                                            .inTransaction(handle -> {
                                                record(handle, "rolled.back");
                                                throw new NumberFormatException();
                                            }));
                    assertEquals(0, entries("rolled.back"));
                });
    }

    @Test
    void aCallWithinJoinsAndItsFailureDoomsTheWhole() {
        TenantRunner.run(
                session("supervisor"),
                () -> {
                    installation
                            .tenants()
                            .inTransaction(outer -> {
                                record(outer, "joined");
                                assertEquals(1, entries("joined"), "sees what is not committed");
                                return true;
                            });
                    assertEquals(1, entries("joined"));

                    assertThrows(
                            IllegalStateException.class,
                            () ->
                                    installation
                                            .tenants()
                                            .inTransaction(outer -> {
                                                record(outer, "doomed");
                                                assertThrows(
                                                        NumberFormatException.class,
                                                        () -> failWithin());
                                                return true;
                                            }));
                    assertEquals(0, entries("doomed"));
                });
    }

    @Test
    void aTransactionNeverChangesWhomItActsFor() {
        Session supervisor = session("supervisor");
        Session stranger = installation.session("supervisor", TestTenants.GLOBEX);
        assertThrows(
                IllegalStateException.class,
                () ->
                        TenantRunner.call(
                                supervisor,
                                () ->
                                        installation
                                                .tenants()
                                                .inTransaction(handle ->
                                                        TenantRunner.call(
                                                                stranger, () -> entries("any")))));
    }

    @Test
    void requestsRunWithoutParallelPlansAndLongWorkWith() {
        TenantRunner.run(
                session("supervisor"),
                () -> {
                    String query = "SHOW max_parallel_workers_per_gather";
                    assertEquals(
                            "0",
                            installation
                                    .tenants()
                                    .<String, RuntimeException>inTransaction(handle ->
                                            handle.createQuery(query).mapTo(String.class).one()));
                    assertTrue(
                            installation
                                            .tenants()
                                            .<Integer, RuntimeException>inWorkerTransaction(
                                                    handle ->
                                                            handle.createQuery(query)
                                                                    .mapTo(Integer.class)
                                                                    .one())
                                    > 0);
                });
    }

    private static boolean failWithin() {
        return installation
                .tenants()
                .inTransaction(inner -> {
                    throw new NumberFormatException();
                });
    }

    private static void record(Handle handle, String action) {
        installation.audit().record(handle, action, "test", 1, null, "{\"a\":1}");
    }

    private static int entries(String action) {
        return installation
                .tenants()
                .inTransaction(handle ->
                        handle.createQuery(
                                        "SELECT count(*) FROM trunkline.audit_entry WHERE action = :action")
                                .bind("action", action)
                                .mapTo(int.class)
                                .one());
    }

    private static String setting(Handle handle, String name) {
        return handle.select("SELECT current_setting(?)", "trunkline." + name)
                .mapTo(String.class)
                .one();
    }

    private static Session session(String name) {
        return installation.session(name, TestTenants.ACME);
    }
}
