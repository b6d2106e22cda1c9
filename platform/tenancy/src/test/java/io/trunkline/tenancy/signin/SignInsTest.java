package io.trunkline.tenancy.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.SignOuts;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.limit.LimitsConfig;
import io.trunkline.tenancy.limit.SeatMeter;
import io.trunkline.tenancy.member.InternationalOnly;
import io.trunkline.tenancy.member.MemberAdministration;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.role.Administrators;
import io.trunkline.tenancy.work.Workload;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SignInsTest {

    private Installation installation;
    private SignOuts signOuts;
    private SignIns signIns;
    private SignInLog log;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        signOuts = new SignOuts(installation.tenants());
        signIns =
                new SignIns(
                        installation.tenants(),
                        installation.ids(),
                        installation.audit(),
                        signOuts,
                        new KeptByHand(),
                        members());
        log = new SignInLog(installation.tenants(), installation.ids(), installation.audit());
    }

    @Test
    void everyoneSeesHerOwnAndTheAdministratorThoseOfHerUnits() {
        signIn("agent1", "acme", "one");
        signIn("agent1", "acme", "one");
        signIn("agent4", "acme", "two");
        signIn("agent1", "globex", "three");

        assertEquals(List.of("one"), sids(as("agent1", "acme", signIns::own)));
        assertEquals(List.of("two", "one"), sids(as("admin", "acme", signIns::inReach)));
        assertEquals(List.of("three"), sids(as("admin", "globex", signIns::inReach)));
        assertRefused(StandardErrorCode.FORBIDDEN, "agent1", "acme", () -> signIns.inReach());
    }

    @Test
    void anEndedSignInIsOutInItsTenantAloneAndAnotherGoesOn() {
        SignIn one = signIn("agent1", "acme", "one");
        signIn("agent1", "acme", "other");
        signIn("auditor-like", "globex", "one");

        run("admin", "acme", () -> signIns.end(one.id()));

        assertTrue(isOut("agent1", "acme", "one"));
        assertFalse(isOut("agent1", "acme", "other"));
        assertFalse(isOut("agent1", "globex", "one"));
        assertEquals(List.of("other"), sids(as("agent1", "acme", signIns::own)));
    }

    @Test
    void nobodyEndsWhatIsNotHers() {
        SignIn one = signIn("agent1", "acme", "one");

        assertRefused(StandardErrorCode.NOT_FOUND, "agent4", "acme", () -> signIns.end(one.id()));
        assertRefused(StandardErrorCode.NOT_FOUND, "admin", "globex", () -> signIns.end(one.id()));
        assertRefused(
                StandardErrorCode.NOT_FOUND,
                "admin",
                "globex",
                () -> signIns.endAll(one.memberId()));
        assertRefused(
                StandardErrorCode.FORBIDDEN,
                "agent4",
                "acme",
                () -> signIns.endAll(one.memberId()));
        assertFalse(isOut("agent1", "acme", "one"));
    }

    @Test
    void endingAllRefusesWhatBeganBeforeAndLetsInWhatBeginsAfter() {
        SignIn one = signIn("agent1", "acme", "one");
        Instant before = Instant.now();

        run("admin", "acme", () -> signIns.endAll(one.memberId()));

        Session agent = installation.session("agent1", "acme");
        assertTrue(signOuts.isOut(agent, null, before));
        assertFalse(signOuts.isOut(agent, "new", Instant.now().plusSeconds(1)));
        assertTrue(signOuts.isOut(agent, "one", Instant.now().plusSeconds(1)));
    }

    @Test
    void endingTheOthersKeepsTheWindowSheAsksFrom() {
        signIn("agent1", "acme", "here");
        signIn("agent1", "acme", "there");
        run("agent1", "acme", () -> signIns.endOthers("here"));
        assertFalse(isOut("agent1", "acme", "here"));
        assertTrue(isOut("agent1", "acme", "there"));
    }

    @Test
    void aMachineIsOutOnceItsTimeIsOver() throws SQLException {
        installation.asSuperuser(
                """
                INSERT INTO trunkline.service_account
                    (tenant_id, id, role_id, name, client_id, created_by, expires_at)
                SELECT m.tenant_id, m.id, r.id, 'Billing', t.key || '.billing', 'a test',
                       now() + CASE WHEN t.key = 'acme' THEN interval '-1 s' ELSE interval '1 day' END
                  FROM trunkline.member m
                  JOIN trunkline.tenant t ON t.id = m.tenant_id
                  JOIN trunkline.role r ON r.tenant_id = m.tenant_id AND r.key = 'agent'
                 WHERE m.username LIKE 'agent6.%'
                """);
        Session acme = installation.session("agent6", "acme");
        assertTrue(signOuts.isOut(acme, null, Instant.now()));
        assertFalse(signOuts.isOut(installation.session("agent6", "globex"), null, Instant.now()));
        assertFalse(signOuts.isOut(installation.session("agent5", "acme"), null, Instant.now()));
    }

    @Test
    void aSignInAndItsEndAreInTheAudit() {
        SignIn one = signIn("agent1", "acme", "one");
        run("admin", "acme", () -> signIns.end(one.id()));
        assertEquals(
                List.of("sign-in", "sign-in.end"),
                installation.as(
                        installation.session("admin", "acme"),
                        handle ->
                                handle.createQuery(
                                                "SELECT action FROM trunkline.audit_entry WHERE"
                                                        + " action LIKE 'sign%' ORDER BY id")
                                        .mapTo(String.class)
                                        .list()));
    }

    @Test
    void whoHasMoreRightsIsNotSignedOutFromBelow() throws SQLException {
        SignIn admins = signIn("admin", "acme", "hers");
        intoDistrict("admin");
        assertRefused(
                MemberError.ROLE_NOT_DELEGABLE,
                "district",
                "acme",
                () -> signIns.endAll(admins.memberId()));
        assertRefused(
                MemberError.ROLE_NOT_DELEGABLE, "district", "acme", () -> signIns.end(admins.id()));
        assertFalse(isOut("admin", "acme", "hers"));

        SignIn agents = signIn("agent1", "acme", "below");
        run("district", "acme", () -> signIns.endAll(agents.memberId()));
        assertTrue(isOut("agent1", "acme", "below"));
    }

    @Test
    void everyoneEndsHerOwnWhateverHerRights() {
        SignIn one = signIn("district", "acme", "one");
        signIn("district", "acme", "two");
        run("district", "acme", () -> signIns.end(one.id()));
        assertTrue(isOut("district", "acme", "one"));
        run("district", "acme", () -> signIns.endAll(one.memberId()));
        assertTrue(isOut("district", "acme", "two"));
    }

    @Test
    void aMachineIsNotEndedAmongMembers() throws SQLException {
        installation.asSuperuser(
                "UPDATE trunkline.member SET machine = true WHERE username LIKE 'agent2.%'");
        Session machine = installation.session("agent2", "acme");
        for (String who : new String[] {"admin", "district"}) {
            assertRefused(
                    StandardErrorCode.NOT_FOUND,
                    who,
                    "acme",
                    () -> signIns.endAll(machine.actor().requireMember()));
        }
        assertFalse(signOuts.isOut(machine, null, Instant.now().minusSeconds(1)));
    }

    private void intoDistrict(String name) throws SQLException {
        installation.asSuperuser(
                """
                UPDATE trunkline.member m SET org_unit_id = d.org_unit_id FROM trunkline.member d
                 WHERE d.tenant_id = m.tenant_id AND d.username LIKE 'district.%%'
                   AND m.username LIKE '%s.%%'
                """
                        .formatted(name));
    }

    private MemberAdministration members() {
        return new MemberAdministration(
                installation.tenants(),
                installation.orgUnits(),
                installation.ids(),
                installation.audit(),
                new InternationalOnly(),
                new Workload(List.of(), installation.sessions()),
                new Administrators(),
                new Limits(
                        installation.tenants(),
                        new SmallRyeConfigBuilder()
                                .withMapping(LimitsConfig.class)
                                .build()
                                .getConfigMapping(LimitsConfig.class),
                        List.of(new SeatMeter())));
    }

    private SignIn signIn(String name, String tenant, String sid) {
        String who = name.equals("auditor-like") ? "agent2" : name;
        return as(
                who,
                tenant,
                () -> {
                    log.seen(sid, "192.0.2.7", "Mozilla/5.0 (Windows NT 10.0) Chrome/140");
                    return signIns.own().stream()
                            .filter(found -> found.sid().equals(sid))
                            .findFirst()
                            .orElseThrow();
                });
    }

    private boolean isOut(String name, String tenant, String sid) {
        return signOuts.isOut(installation.session(name, tenant), sid, Instant.now());
    }

    private <T> T as(String name, String tenant, TenantRunner.Action<T, RuntimeException> action) {
        return TenantRunner.call(installation.session(name, tenant), action);
    }

    private void run(String name, String tenant, Runnable action) {
        TenantRunner.run(installation.session(name, tenant), action);
    }

    private void assertRefused(ErrorCode code, String name, String tenant, Runnable action) {
        PluginException refused =
                assertThrows(PluginException.class, () -> run(name, tenant, action));
        assertEquals(code, refused.code());
    }

    private static List<String> sids(List<SignIn> signIns) {
        return signIns.stream().map(SignIn::sid).toList();
    }
}
