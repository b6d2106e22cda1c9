package io.trunkline.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.Member;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.Permission;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.Tenant;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SessionsTest {

    private Installation installation;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
    }

    @Test
    void anAgentReachesHerDistrictAndSeesPhonesMasked() {
        Session agent = session("agent1");
        assertEquals(RowScope.Kind.DISTRICT, agent.scope().kind());
        assertEquals(Set.of(TestTenants.DISTRICT, "1"), names(agent));
        assertEquals(FieldPolicy.Rule.MASKED, agent.fields().of("phone"));
        assertTrue(agent.may(new Permission("call-tasks.work")));
        assertFalse(agent.may(CorePermissions.CUSTOMER_IMPORT));
        assertEquals("Asia/Shanghai", agent.zone().getId());
    }

    @Test
    void aSupervisorReachesTheWholeTenant() {
        Session supervisor = session("supervisor");
        assertEquals(5, supervisor.scope().orgUnits().size());
        assertTrue(supervisor.may(CorePermissions.CUSTOMER_IMPORT));
    }

    @Test
    void thePlatformReachesEverythingAndMayEverything() {
        Session platform = installation.sessions().platform(session("admin").tenant().id());
        assertEquals(5, platform.scope().orgUnits().size());
        assertTrue(platform.may(new Permission("any-plugin.anything")));
        assertEquals(TestTenants.ACME, platform.tenant().key());
        assertThrows(IllegalArgumentException.class, () -> installation.sessions().platform(999));
    }

    @Test
    void aMemberOfOneTenantIsNobodyInAnother() {
        assertTrue(installation.sessions().member(TestTenants.GLOBEX, "agent1.acme").isEmpty());
        assertTrue(installation.sessions().member(TestTenants.GLOBEX, "auditor").isPresent());
        assertTrue(installation.sessions().member(TestTenants.ACME, "auditor").isPresent());
        assertTrue(installation.sessions().member("nowhere", "auditor").isEmpty());
    }

    @Test
    void aSuspendedTenantAndADisabledMemberAreRefused() throws SQLException {
        installation.asSuperuser(
                "UPDATE trunkline.tenant SET state = 'suspended' WHERE key = 'globex'");
        installation.asSuperuser(
                "UPDATE trunkline.member SET state = 'disabled' WHERE username = 'agent1.acme'");
        assertTrue(installation.sessions().member("globex", "agent1.globex").isEmpty());
        assertTrue(installation.sessions().member("acme", "agent1.acme").isEmpty());
        assertEquals(
                List.of("acme"),
                installation.sessions().tenants(List.of("globex", "acme", "nowhere")).stream()
                        .map(Tenant::key)
                        .toList());
        assertEquals(
                List.of(session("admin").tenant().id()), installation.sessions().activeTenants());
    }

    @Test
    void aChangedRoleCountsWithinASecond() throws Exception {
        assertFalse(session("agent1").may(CorePermissions.AUDIT_VIEW));
        installation.asSuperuser(
                "UPDATE trunkline.role SET permissions = permissions || '{audit.view}'::text[] WHERE key = 'agent'");
        Thread.sleep(1_050);
        assertTrue(session("agent1").may(CorePermissions.AUDIT_VIEW));
    }

    @Test
    void whoMustKnowNowIsToldWhatTheDatabaseSays() throws SQLException {
        Sessions sessions = installation.sessions();
        assertTrue(sessions.member("acme", "agent1.acme").isPresent());
        installation.asSuperuser(
                "UPDATE trunkline.member SET state = 'disabled' WHERE username = 'agent1.acme'");
        sessions.forget("globex", "agent1.acme");
        assertTrue(sessions.member("acme", "agent1.acme").isPresent());
        sessions.forget("acme", "agent1.acme");
        assertTrue(sessions.member("acme", "agent1.acme").isEmpty());
    }

    @Test
    void ofSeveralRolesTheWidestScopeAndTheMostOpenFieldsCount() throws SQLException {
        installation.asSuperuser(
                """
                INSERT INTO trunkline.member_role
                SELECT m.tenant_id, m.id, r.id FROM trunkline.member m JOIN trunkline.role r USING (tenant_id)
                 WHERE m.username = 'agent1.acme' AND r.key = 'supervisor'
                """);
        Session both = session("agent1");
        assertEquals(RowScope.Kind.TENANT, both.scope().kind());
        assertEquals(FieldPolicy.Rule.OPEN, both.fields().of("phone"));
        assertTrue(both.may(new Permission("call-tasks.work")));
    }

    @Test
    void theTreeIsInOrderAndKnowsDistrictsByTheirOtherNames() {
        TenantRunner.run(
                session("agent1"),
                () -> {
                    List<String> tree =
                            installation.orgUnits().all().stream().map(OrgUnit::name).toList();
                    assertEquals(
                            List.of("Acme City", "North District", "1", "South District", "1"),
                            tree);
                    assertEquals(
                            TestTenants.OTHER_DISTRICT,
                            installation.orgUnits().districtNamed(" south ").orElseThrow().name());
                    assertTrue(installation.orgUnits().districtNamed("").isEmpty());
                    assertTrue(installation.orgUnits().districtNamed("Acme City").isEmpty());
                });
    }

    @Test
    void membersAreFoundByPermissionBelowAUnit() {
        TenantRunner.run(
                session("lead"),
                () -> {
                    Permission work = new Permission("call-tasks.work");
                    long district =
                            installation
                                    .orgUnits()
                                    .districtNamed(TestTenants.DISTRICT)
                                    .orElseThrow()
                                    .id();
                    List<Member> agents = installation.members().withPermission(work, district);
                    assertEquals(
                            List.of("agent1.acme", "agent3.acme", "agent2.acme"),
                            agents.stream().map(Member::username).toList());
                    assertEquals(
                            6,
                            installation
                                    .members()
                                    .withPermission(work, installation.orgUnits().root().id())
                                    .size(),
                            "names are not held to the caller's units");
                    assertEquals(
                            agents.getFirst(),
                            installation.members().find(agents.getFirst().id()).orElseThrow());
                    assertTrue(installation.members().find(1).isEmpty());
                });
    }

    @Test
    void modulesAreTheTenantsOwn() throws SQLException {
        installation.asSuperuser(
                """
                UPDATE trunkline.module SET settings = '{"a": 3, "b": true, "c": "x"}'
                 WHERE plugin_id = 'example' AND tenant_id = (SELECT id FROM trunkline.tenant WHERE key = 'acme')
                """);
        TenantRunner.run(
                session("agent1"),
                () -> {
                    assertEquals(
                            List.of("call-tasks", "example"),
                            List.copyOf(installation.modules().enabled()));
                    assertEquals(
                            java.util.Map.of("a", 3L, "b", true, "c", "x"),
                            installation.modules().values("example"));
                });
        TenantRunner.run(
                installation.session("agent1", TestTenants.GLOBEX),
                () -> assertEquals(java.util.Map.of(), installation.modules().values("example")));
    }

    private Session session(String name) {
        return installation.session(name, TestTenants.ACME);
    }

    private Set<String> names(Session session) {
        return TenantRunner.call(
                session,
                () ->
                        session.scope().orgUnits().stream()
                                .map(id -> installation.orgUnits().find(id).orElseThrow().name())
                                .collect(java.util.stream.Collectors.toSet()));
    }
}
