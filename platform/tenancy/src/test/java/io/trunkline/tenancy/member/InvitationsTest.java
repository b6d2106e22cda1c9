package io.trunkline.tenancy.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.IdentityError;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.limit.LimitsConfig;
import io.trunkline.tenancy.limit.SeatMeter;
import io.trunkline.tenancy.role.Administrators;
import io.trunkline.tenancy.work.Workload;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InvitationsTest {

    private Installation installation;
    private MemberAdministration members;
    private Invitations invitations;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        members = administration(installation);
        invitations =
                new Invitations(
                        members, new KeptByHand(), installation.tenants(), installation.audit());
    }

    static MemberAdministration administration(Installation installation) {
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

    @Test
    void theMemberIsKeptFirst() {
        Invited invited =
                as(
                        "district",
                        () ->
                                invitations.invite(
                                        "late.acme",
                                        "late@acme.example",
                                        new MemberDraft(
                                                "Late",
                                                find("agent1").member().orgUnitId(),
                                                null,
                                                find("agent1").extraRoles(),
                                                List.of(),
                                                List.of(),
                                                WorkingHours.NONE)));
        assertNotNull(invited.invitation());
        assertNull(invited.invitation().oneTimePassword());
        refused(
                "district",
                MemberError.MAIL_INVALID,
                () -> invitations.again(invited.member().id(), "nowhere"));
    }

    @Test
    void nobodyTakesInWhoWorksOnThePlatform() {
        Accounts accounts =
                new KeptByHand() {
                    @Override
                    public Optional<Account> find(String username) {
                        return Optional.of(
                                new Account(username, "", null, true, username.equals("root")));
                    }
                };
        Invitations strict =
                new Invitations(members, accounts, installation.tenants(), installation.audit());
        MemberDraft draft =
                new MemberDraft(
                        "Root",
                        find("agent1").member().orgUnitId(),
                        null,
                        find("agent1").extraRoles(),
                        List.of(),
                        List.of(),
                        WorkingHours.NONE);
        refused(
                "admin",
                IdentityError.ACCOUNT_OF_PLATFORM,
                () -> strict.invite("root", null, draft));
        refused("agent1", StandardErrorCode.FORBIDDEN, () -> strict.invite("root", null, draft));
        assertNotNull(as("admin", () -> strict.invite("other.acme", null, draft)));
    }

    /// Who is handed a password could enter as the other one.
    @Test
    void nobodyGetsAWayInAsSomeoneAboveHer() {
        MemberRecord agent = find("agent2");
        as(
                "admin",
                () ->
                        members.update(
                                agent.id(),
                                agent.version(),
                                new MemberDraft(
                                        agent.member().name(),
                                        agent.member().orgUnitId(),
                                        null,
                                        List.of(supervisor()),
                                        List.of(),
                                        List.of(),
                                        WorkingHours.NONE),
                                true));
        refused(
                "district",
                MemberError.ROLE_NOT_DELEGABLE,
                () -> invitations.again(agent.id(), null));
        refused("district", MemberError.ROLE_NOT_DELEGABLE, () -> invitations.reset(agent.id()));
        assertNotNull(as("admin", () -> invitations.reset(agent.id())));
        assertNotNull(as("district", () -> invitations.reset(find("agent1").id())));
    }

    @Test
    void aPasswordIsResetForOthersWithinReachByWhoManagesThem() {
        long agent = find("agent1").id();
        refused("lead", StandardErrorCode.FORBIDDEN, () -> invitations.reset(agent));
        refused(
                "district",
                StandardErrorCode.NOT_FOUND,
                () -> invitations.reset(session("supervisor").actor().requireMember()));
        refused(
                "district",
                MemberError.MEMBER_SELF,
                () -> invitations.reset(session("district").actor().requireMember()));
        Session stranger = installation.session("admin", TestTenants.GLOBEX);
        assertEquals(
                StandardErrorCode.NOT_FOUND,
                TenantRunner.call(
                                stranger,
                                () ->
                                        assertThrows(
                                                PluginException.class,
                                                () -> invitations.reset(agent)))
                        .code());
    }

    private MemberRecord find(String name) {
        return as("admin", () -> members.find(session(name).actor().requireMember()).orElseThrow());
    }

    private long supervisor() {
        return members.roles().stream()
                .filter(role -> role.key().equals("supervisor"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void refused(String who, ErrorCode code, Runnable attempt) {
        as(
                who,
                () -> {
                    PluginException refused = assertThrows(PluginException.class, attempt::run);
                    assertEquals(code, refused.code());
                    return true;
                });
    }

    private <T> T as(String name, TenantRunner.Action<T, RuntimeException> action) {
        return TenantRunner.call(session(name), action);
    }

    private Session session(String name) {
        return installation.session(name, TestTenants.ACME);
    }
}
