package io.trunkline.tenancy.member;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Installation;
import io.trunkline.tenancy.Memberships;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.identity.ConsentCode;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.testing.TestTenants;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// She has an account that globex made, and acme wants her too. Whoever can open the account is not
/// let in: who was told the code is.
final class ReceivedInvitationsTest {

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
        members = InvitationsTest.administration(installation);
        invitations =
                new Invitations(members, provider, installation.tenants(), installation.audit());
        received =
                new ReceivedInvitations(
                        installation.tenants(),
                        installation.sessions(),
                        provider,
                        installation.audit());
    }

    @Test
    void sheAcceptsWithTheCodeAlone() {
        String code = invite();
        ReceivedInvitation shown = received.of(HER).getFirst();
        assertEquals("acme", shown.tenant().key());
        assertEquals(List.of("agent"), shown.roles());

        refused(MemberError.INVITATION_CODE_WRONG, "");
        refused(MemberError.INVITATION_CODE_WRONG, ConsentCode.make());
        assertEquals(2, kept().tries(), "the refusals rolled nothing back");
        assertEquals(List.of(), provider.joined);
        assertFalse(isIn());

        received.accept(HER, "acme", code.replace("-", " ").toUpperCase(Locale.ROOT));
        assertEquals(List.of("acme/" + HER), provider.joined);
        assertTrue(isIn());
        assertNull(kept().code(), "a code is for one use");
        assertEquals("member.accept by " + member().member().name(), lastOfTheTrail());
        refused(StandardErrorCode.NOT_FOUND, code);
    }

    @Test
    void onlyItsDigestIsKept() {
        String code = invite();
        assertArrayEquals(ConsentCode.digest(code), kept().code());
        MemberRecord her = member();
        as(() -> members.disable(her.id(), her.version(), true));
        String trail = trail();
        assertTrue(trail.contains("member.disable"), trail);
        assertFalse(trail.contains("consent_code"), trail);
        assertFalse(trail.contains(code), trail);
    }

    @Test
    void tenWrongCodesAtOnceEndIt() throws Exception {
        String code = invite();
        Map<String, Integer> refusals = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> attempts =
                    Collections.nCopies(
                            15,
                            () ->
                                    assertThrows(
                                                    PluginException.class,
                                                    () -> received.accept(HER, "acme", "guess"))
                                            .code()
                                            .name());
            for (Future<String> refusal : threads.invokeAll(attempts)) {
                refusals.merge(refusal.get(), 1, Integer::sum);
            }
        }
        assertEquals(Map.of("INVITATION_CODE_WRONG", 10, "INVITATION_CODE_SPENT", 5), refusals);
        refused(MemberError.INVITATION_CODE_SPENT, code);

        String next = inviteAgain();
        assertNotEquals(code, next);
        assertEquals(0, kept().tries());
        refused(MemberError.INVITATION_CODE_WRONG, code);
        received.accept(HER, "acme", next);
        assertTrue(isIn());
    }

    @Test
    void whoWasAskedBeforeThereWereCodesIsInvitedAgain() throws SQLException {
        invite();
        installation.asSuperuser("UPDATE trunkline.member SET consent_code = NULL");
        refused(MemberError.INVITATION_CODE_SPENT, "");
        received.accept(HER, "acme", inviteAgain());
        assertTrue(isIn());
    }

    @Test
    void decliningTakesNoCode() {
        String code = invite();
        received.decline(HER, "acme");
        assertEquals("member.decline by " + member().member().name(), lastOfTheTrail());
        assertEquals(MemberRecord.Consent.DECLINED, member().consent());
        refused(StandardErrorCode.NOT_FOUND, code);
        assertEquals(List.of(), provider.joined);
        assertFalse(isIn());
        received.accept(HER, "acme", inviteAgain());
        assertTrue(isIn());
    }

    /// Else she would be in the organization, as one who declined.
    @Test
    void decliningWhileSheIsBroughtInComesTooLate() throws Exception {
        String code = invite();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> declining = new ArrayList<>();
            provider.meanwhile =
                    () -> {
                        Future<?> other = threads.submit(() -> received.decline(HER, "acme"));
                        declining.add(other);
                        assertThrows(
                                TimeoutException.class,
                                () -> other.get(500, TimeUnit.MILLISECONDS));
                    };
            received.accept(HER, "acme", code);
            ExecutionException late =
                    assertThrows(ExecutionException.class, () -> declining.getFirst().get());
            assertEquals(StandardErrorCode.NOT_FOUND, ((PluginException) late.getCause()).code());
        }
        assertNull(member().consent());
        assertTrue(isIn());
    }

    @Test
    void theInvitationStaysWhileTheProviderIsAway() {
        String code = invite();
        provider.meanwhile =
                () -> {
                    throw new PluginException(StandardErrorCode.UNAVAILABLE);
                };
        refused(StandardErrorCode.UNAVAILABLE, code);
        assertEquals(0, kept().tries());
        assertFalse(isIn());
        provider.meanwhile = () -> {};
        received.accept(HER, "acme", code);
        assertTrue(isIn());
    }

    private String invite() {
        MemberRecord like =
                as(() ->
                        members.find(
                                        installation
                                                .session("agent1", TestTenants.ACME)
                                                .actor()
                                                .requireMember())
                                .orElseThrow());
        List<Long> agent =
                like.roles().stream()
                        .filter(role -> role.key().equals("agent"))
                        .map(MemberRecord.HeldRole::id)
                        .toList();
        MemberDraft draft =
                new MemberDraft(
                        "Her",
                        like.member().orgUnitId(),
                        null,
                        agent,
                        List.of(),
                        List.of(),
                        WorkingHours.NONE);
        return code(as(() -> invitations.invite(HER, null, draft)).invitation());
    }

    private String inviteAgain() {
        long id = member().id();
        return code(as(() -> invitations.again(id, null)));
    }

    private static String code(Invitation invitation) {
        assertTrue(invitation.consentDue());
        return Objects.requireNonNull(invitation.consentCode());
    }

    private void refused(ErrorCode expected, String code) {
        assertEquals(
                expected,
                assertThrows(PluginException.class, () -> received.accept(HER, "acme", code))
                        .code());
    }

    private MemberRecord member() {
        return as(() ->
                members.list(new MemberQuery(HER, null, null, null, null, 1)).members().getFirst());
    }

    /// Whatever her token names.
    private boolean isIn() {
        installation.sessions().forget("acme", HER);
        boolean enters = installation.sessions().member("acme", HER).isPresent();
        boolean chooses =
                !new Memberships(installation.tenants()).of(List.of("acme"), HER).isEmpty();
        assertEquals(enters, chooses, "what she may choose is what she may enter");
        return enters;
    }

    private record Kept(byte[] code, int tries) {}

    private Kept kept() {
        return installation.as(
                admin,
                handle ->
                        handle.createQuery(
                                        "SELECT consent_code, consent_tries FROM trunkline.member WHERE username = :her")
                                .bind("her", HER)
                                .map((row, context) -> new Kept(row.getBytes(1), row.getInt(2)))
                                .one());
    }

    private String lastOfTheTrail() {
        return installation.as(
                admin,
                handle ->
                        handle.createQuery(
                                        "SELECT action || ' by ' || actor FROM trunkline.audit_entry ORDER BY id DESC LIMIT 1")
                                .mapTo(String.class)
                                .one());
    }

    private String trail() {
        return installation.as(
                admin,
                handle ->
                        handle.createQuery("SELECT jsonb_agg(e)::text FROM trunkline.audit_entry e")
                                .mapTo(String.class)
                                .one());
    }

    private <T> T as(TenantRunner.Action<T, RuntimeException> action) {
        return TenantRunner.call(admin, action);
    }

    /// Knows an account that another tenant made.
    private static final class Provider extends KeptByHand {

        private final List<String> joined = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        @Override
        public boolean managed() {
            return true;
        }

        @Override
        public Invitation invite(String tenantKey, AccountDraft draft) {
            return Invitation.toAgree();
        }

        @Override
        public void join(String tenantKey, String username) {
            meanwhile.run();
            joined.add(tenantKey + "/" + username);
        }
    }
}
