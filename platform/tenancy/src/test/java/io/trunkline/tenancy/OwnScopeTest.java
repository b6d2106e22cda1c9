package io.trunkline.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.database.CoreSchema;
import io.trunkline.testing.TestTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the database alone holds for someone who reaches only what she owns, with statements that
/// name neither tenant nor owner.
final class OwnScopeTest {

    private static Installation installation;

    @BeforeAll
    static void install() throws SQLException {
        installation = Installation.fresh();
        installation.asSuperuser(
                """
                CREATE TABLE trunkline.probe (
                    tenant_id int NOT NULL, id bigint NOT NULL, org_unit_id bigint NOT NULL, owner_id bigint,
                    PRIMARY KEY (tenant_id, id));
                CREATE INDEX probe_owner ON trunkline.probe (tenant_id, owner_id, id);
                ALTER TABLE trunkline.probe OWNER TO "%s_owner";
                INSERT INTO trunkline.probe (tenant_id, id, org_unit_id, owner_id)
                SELECT tenant_id, id, org_unit_id, id FROM trunkline.member
                 UNION ALL
                SELECT tenant_id, -id, org_unit_id, NULL FROM trunkline.member;
                """
                        .formatted(installation.database().name()));
        try (Connection migrator = installation.database().migrator()) {
            CoreSchema.bringUpToDate(migrator, List.of(), OwnScopeTest.class.getClassLoader());
            assertEquals(List.of(), CoreSchema.violations(migrator));
        }
    }

    @Test
    void onlyWhatSheOwnsIsSeen() {
        Session own = held("agent1", TestTenants.ACME);
        assertEquals(List.of(own.actor().memberId()), installation.as(own, OwnScopeTest::seen));
        Session theirs = held("agent1", TestTenants.GLOBEX);
        assertEquals(
                List.of(theirs.actor().memberId()), installation.as(theirs, OwnScopeTest::seen));
        Session team = installation.session("agent1", TestTenants.ACME);
        assertTrue(
                installation.as(team, OwnScopeTest::seen).size() > 1, "colleagues' and nobody's");
    }

    @Test
    void theWholeTenantIsReachedAfterACheckInCode() {
        Session own = held("agent1", TestTenants.ACME);
        Set<Long> all = TenantRunner.call(own, () -> installation.orgUnits().allIds());
        Session supervisor = installation.session("supervisor", TestTenants.ACME);
        assertEquals(
                installation.as(supervisor, OwnScopeTest::seen),
                installation.as(own.tenantWide(all), OwnScopeTest::seen));
    }

    @Test
    void rowsOfOthersAreNeitherChangedNorMade() {
        Session own = held("agent2", TestTenants.ACME);
        int touched =
                installation.<Integer>as(
                        own, handle -> handle.execute("UPDATE trunkline.probe SET id = id"));
        assertEquals(1, touched);
        assertRefused(own, "UPDATE trunkline.probe SET owner_id = owner_id + 1");
        assertRefused(own, "UPDATE trunkline.probe SET owner_id = NULL");
        assertRefused(
                own,
                "INSERT INTO trunkline.probe SELECT tenant_id, 1, org_unit_id, 1 FROM trunkline.probe");
    }

    @Test
    void whatIsNotSetIsNotTakenForEverything() {
        Session supervisor = installation.session("supervisor", TestTenants.ACME);
        assertThrows(
                UnableToExecuteStatementException.class,
                () ->
                        installation.as(
                                supervisor,
                                handle -> {
                                    handle.execute("SELECT set_config('trunkline.own', '', true)");
                                    return seen(handle);
                                }));
    }

    @Test
    void theIndexOfOwnersIsUsed() {
        Session own = held("agent1", TestTenants.ACME);
        String plan =
                installation.as(
                        own,
                        handle -> {
                            handle.execute("SET LOCAL enable_seqscan = off");
                            return String.join(
                                    "\n",
                                    handle.createQuery(
                                                    "EXPLAIN SELECT id FROM trunkline.probe WHERE tenant_id = "
                                                            + own.tenant().id()
                                                            + " AND owner_id = "
                                                            + own.actor().memberId()
                                                            + " ORDER BY id LIMIT 10")
                                            .mapTo(String.class)
                                            .list());
                        });
        assertTrue(plan.contains("probe_owner"), plan);
    }

    private static void assertRefused(Session session, String sql) {
        UnableToExecuteStatementException refused =
                assertThrows(
                        UnableToExecuteStatementException.class,
                        () -> installation.as(session, handle -> handle.execute(sql)));
        assertEquals("42501", ((SQLException) refused.getCause()).getSQLState());
    }

    private static List<Long> seen(Handle handle) {
        return handle.createQuery("SELECT id FROM trunkline.probe ORDER BY id")
                .mapTo(Long.class)
                .list();
    }

    private static Session held(String name, String tenant) {
        Session session = installation.session(name, tenant);
        return new Session(
                session.tenant(),
                session.actor(),
                session.permissions(),
                new RowScope(RowScope.Kind.OWN, session.scope().orgUnits()),
                session.fields(),
                session.locale(),
                session.zone());
    }
}
