package io.trunkline.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.tenancy.database.CoreSchema;
import io.trunkline.testing.RowSecurityProbe;
import io.trunkline.testing.TestTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class IsolationTest {

    private static Installation installation;

    @BeforeAll
    static void install() throws SQLException {
        installation = Installation.fresh();
        installation.asSuperuser(
                """
                CREATE TABLE trunkline.probe (
                    tenant_id int NOT NULL, id bigint NOT NULL, org_unit_id bigint NOT NULL,
                    twice bigint GENERATED ALWAYS AS (id * 2) STORED,
                    PRIMARY KEY (tenant_id, id));
                ALTER TABLE trunkline.probe OWNER TO "%s_owner";
                INSERT INTO trunkline.probe (tenant_id, id, org_unit_id)
                SELECT tenant_id, id, id FROM trunkline.org_unit;
                INSERT INTO trunkline.position (tenant_id, id, key, name)
                SELECT id, 1, 'agent', 'Agent' FROM trunkline.tenant;
                INSERT INTO trunkline.position_role (tenant_id, position_id, role_id)
                SELECT tenant_id, 1, id FROM trunkline.role WHERE key = 'agent';
                INSERT INTO trunkline.member_preference (tenant_id, member_id, key, value)
                SELECT tenant_id, id, 'look.theme', 'dark' FROM trunkline.member;
                INSERT INTO trunkline.sign_in (tenant_id, id, member_id, sid, address, device)
                SELECT tenant_id, id, id, 'sid', '192.0.2.1', 'a browser' FROM trunkline.member;
                INSERT INTO trunkline.access_device (tenant_id, id, member_id, digest, agent, address)
                SELECT tenant_id, id, id, 'digest', 'a browser', '192.0.2.1' FROM trunkline.member;
                INSERT INTO trunkline.sign_out (tenant_id, id, member_id)
                SELECT tenant_id, id, id FROM trunkline.member WHERE username LIKE 'agent6.%%';
                INSERT INTO trunkline.draft (tenant_id, member_id, form, object_id, fields)
                SELECT tenant_id, id, 'customer.note', 1, '{}' FROM trunkline.member;
                INSERT INTO trunkline.service_account (tenant_id, id, role_id, name, client_id, created_by)
                SELECT m.tenant_id, m.id, r.id, 'Billing', 'billing', 'a test' FROM trunkline.member m
                  JOIN trunkline.role r ON r.tenant_id = m.tenant_id AND r.key = 'agent'
                 WHERE m.username LIKE 'agent6.%%';
                INSERT INTO trunkline.audit_seal (tenant_id, position, entry_id, digest)
                SELECT id, 1, 1, sha256('') FROM trunkline.tenant;
                INSERT INTO trunkline.audit_chain (tenant_id, position, digest, sealed_at, xid, entry_id,
                                                   cluster, base_position, base_digest)
                SELECT id, 1, sha256(''), now(), '3', 1, 1, 0, sha256('') FROM trunkline.tenant;
                INSERT INTO trunkline.tenant_limit (tenant_id, resource, amount)
                SELECT id, 'requests', 10 FROM trunkline.tenant;
                INSERT INTO trunkline.resource_use (tenant_id, resource, period, used)
                SELECT id, 'requests', now(), 1 FROM trunkline.tenant;
                INSERT INTO trunkline.retention (tenant_id, audit_months, bin_days, version)
                SELECT id, 36, 90, 1 FROM trunkline.tenant;
                """
                        .formatted(installation.database().name()));
        try (Connection migrator = installation.database().migrator()) {
            CoreSchema.bringUpToDate(migrator, List.of(), IsolationTest.class.getClassLoader());
        }
    }

    @Test
    void statementsWithoutATenantReachNoOtherTenant() throws SQLException {
        for (DataSource role :
                List.of(
                        installation.database().appDataSource(),
                        installation.database().workerDataSource())) {
            try (Connection connection = role.getConnection()) {
                for (String schema : List.of("trunkline", "shared")) {
                    assertEquals(List.of(), probe(connection, true).emptyTables(schema));
                    assertEquals(List.of(), probe(connection, true).violations(schema));
                    assertEquals(List.of(), probe(connection, false).violations(schema));
                }
            }
        }
    }

    @Test
    void theSchemaWithATableHeldToUnitsKeepsTheRules() throws SQLException {
        try (Connection migrator = installation.database().migrator()) {
            assertEquals(List.of(), CoreSchema.violations(migrator));
        }
    }

    @Test
    void theOwnerOfTheTablesIsHeldToThePoliciesToo() throws SQLException {
        try (Connection connection = installation.database().migrator();
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE \"" + installation.database().name() + "_owner\"");
            assertEquals(List.of(), probe(connection, true).violations("trunkline"));
        }
    }

    @Test
    void aTableWithoutAPolicyWouldBeFound() throws SQLException {
        installation.asSuperuser(
                """
                CREATE SCHEMA open;
                CREATE TABLE open.leak (tenant_id int, org_unit_id bigint);
                INSERT INTO open.leak SELECT tenant_id, id FROM trunkline.org_unit;
                GRANT USAGE ON SCHEMA open TO "%1$s_app";
                GRANT ALL ON open.leak TO "%1$s_app";
                """
                        .formatted(installation.database().name()));
        try (Connection app = installation.database().app()) {
            assertEquals(8, probe(app, true).violations("open").size());
        }
    }

    @Test
    void aTransactionWithoutATenantRaises() throws SQLException {
        try (Connection app = installation.database().app();
                Statement statement = app.createStatement()) {
            SQLException never =
                    assertThrows(
                            SQLException.class,
                            () -> statement.executeQuery("SELECT * FROM trunkline.member"));
            assertTrue(never.getMessage().contains("trunkline.tenant"));

            TenantTransaction.run(app, acme("supervisor"), connection -> true);
            assertThrows(
                    SQLException.class,
                    () -> statement.executeQuery("SELECT * FROM trunkline.member"));
        }
    }

    @Test
    void rowsOfUnitsOutOfReachAreNotSeenOrTouched() {
        Session agent = acme("agent1");
        Session lead = acme("lead");
        Session supervisor = acme("supervisor");

        assertEquals(2, visible(agent), "an agent sees her district and its team");
        assertEquals(2, visible(lead));
        assertEquals(5, visible(supervisor), "a supervisor sees the city and all below");
        int touched =
                installation.as(
                        agent, handle -> handle.execute("UPDATE trunkline.probe SET id = id"));
        assertEquals(2, touched);
    }

    @Test
    void aRowCannotBeMovedOutOfReach() {
        Session agent = acme("agent1");
        long root = TenantRunner.call(agent, () -> installation.orgUnits().root().id());
        String move = "UPDATE trunkline.probe SET org_unit_id = ?";
        assertThrows(
                RuntimeException.class,
                () -> installation.as(agent, handle -> handle.execute(move, root)));
    }

    private static int visible(Session session) {
        String query = "SELECT count(*) FROM trunkline.probe";
        return installation.as(session, handle -> handle.createQuery(query).mapTo(int.class).one());
    }

    private static RowSecurityProbe probe(Connection connection, boolean acmeAsks) {
        Session acme = acme("supervisor");
        Session globex = installation.session("supervisor", TestTenants.GLOBEX);
        Session asking = acmeAsks ? acme : globex;
        Session other = acmeAsks ? globex : acme;
        return new RowSecurityProbe(
                connection, asking.tenant().id(), asking.scope().orgUnits(), other.tenant().id());
    }

    private static Session acme(String name) {
        return installation.session(name, TestTenants.ACME);
    }
}
