package io.trunkline.tenancy.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.limit.Limits;
import io.trunkline.tenancy.limit.LimitsConfig;
import io.trunkline.tenancy.limit.SeatMeter;
import io.trunkline.tenancy.role.Administrators;
import io.trunkline.tenancy.work.Workload;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// She is invited again, and answers the invitation before while the provider is asked about her.
final class InvitedWhileAcceptingTest {

    private static final String HER = "agent1.globex";

    private final Provider provider = new Provider();
    private Installation installation;
    private Session admin;
    private MemberAdministration members;
    private Invitations invitations;
    private ReceivedInvitations received;

    @BeforeEach
    void install() throws SQLException {
        installation = Installation.fresh();
        admin = installation.session("admin", TestTenants.ACME);
        members =
                new MemberAdministration(
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
        invitations =
                new Invitations(members, provider, installation.tenants(), installation.audit());
        received =
                new ReceivedInvitations(
                        installation.tenants(),
                        installation.sessions(),
                        provider,
                        installation.audit());
    }

    /// Else she would be shut out of where she works, waiting for a code she was not told.
    @Test
    void whoAcceptedMeanwhileIsNotAskedAnew() {
        Invited first = invite();
        String code = code(first.invitation());
        provider.meanwhile = () -> received.accept(HER, "acme", code);
        Invitation again = again(first.member().id());
        assertFalse(again.consentDue());
        assertNull(again.consentCode());
        assertNull(consent(first.member().id()));
        assertTrue(installation.sessions().member("acme", HER).isPresent());
    }

    /// Who invites again asks, whatever she said.
    @Test
    void whoDeclinedMeanwhileIsAskedAnew() {
        Invited first = invite();
        provider.meanwhile = () -> received.decline(HER, "acme");
        String code = code(again(first.member().id()));
        assertEquals(MemberRecord.Consent.ASKED, consent(first.member().id()));
        received.accept(HER, "acme", code);
        assertNull(consent(first.member().id()));
    }

    private Invited invite() {
        long unit = admin.actor().orgUnitId();
        return TenantRunner.call(
                admin,
                () ->
                        invitations.invite(
                                HER,
                                null,
                                new MemberDraft(
                                        "Her",
                                        unit,
                                        null,
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        WorkingHours.NONE)));
    }

    private Invitation again(long id) {
        return TenantRunner.call(admin, () -> invitations.again(id, null));
    }

    private MemberRecord.Consent consent(long id) {
        return TenantRunner.call(admin, () -> members.find(id)).orElseThrow().consent();
    }

    private static String code(Invitation invitation) {
        assertNotNull(invitation);
        return Objects.requireNonNull(invitation.consentCode());
    }

    /// Knows an account that another tenant made; what happens while it answers is the test's.
    private static final class Provider extends KeptByHand {

        private Runnable meanwhile = () -> {};

        @Override
        public boolean managed() {
            return true;
        }

        @Override
        public Invitation invite(String tenantKey, AccountDraft draft) {
            meanwhile.run();
            return Invitation.toAgree();
        }
    }
}
