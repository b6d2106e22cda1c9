package io.trunkline.tenancy.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.member.MemberError;
import io.trunkline.tenancy.member.ReceivedInvitations;
import io.trunkline.tenancy.tenant.FirstInvitations.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A tenant's first administrator whose account another tenant made agrees as anybody does, with a
/// code that the operator tells her.
final class FirstInvitationsTest {

    private static final String HER = "admin.harbin";

    private Life life;
    private FirstInvitations invitations;
    private ReceivedInvitations received;

    @BeforeEach
    void aTenantWhoseAdministratorWaits() throws SQLException {
        life = Life.fresh(Duration.ofDays(30));
        KeptByHand provider =
                new KeptByHand() {
                    @Override
                    public Invitation invite(String tenantKey, AccountDraft draft) {
                        return Invitation.toAgree();
                    }
                };
        invitations = new FirstInvitations(life.database(), life.audit(), provider, provider);
        Sessions sessions = life.installation().sessions();
        received =
                new ReceivedInvitations(
                        life.installation().tenants(),
                        sessions,
                        provider,
                        life.installation().audit());
        life.asOperator(() -> life.life().create(Life.draft("harbin")));
        life.installation()
                .asSuperuser(
                        "UPDATE trunkline.member SET invitation_due = 'operator' WHERE username = '%s'"
                                .formatted(HER));
    }

    @Test
    void herCodeCanBeMadeAnewUntilSheAccepts() {
        assertEquals(List.of(waits(false)), waiting());
        String lost = send();
        assertEquals(List.of(waits(true)), waiting());
        String code = send();
        assertEquals(
                MemberError.INVITATION_CODE_WRONG,
                assertThrows(PluginException.class, () -> received.accept(HER, "harbin", lost))
                        .code());
        received.accept(HER, "harbin", code);
        assertEquals(List.of(), waiting());
        assertTrue(life.installation().sessions().member("harbin", HER).isPresent());
    }

    @Test
    void whoDeclinedIsAskedOnceMore() {
        send();
        received.decline(HER, "harbin");
        assertEquals(List.of(waits(true)), waiting());
        received.accept(HER, "harbin", send());
        assertEquals(List.of(), waiting());
    }

    @Test
    void noTrailTellsTheCode() {
        String code = send();
        String trail = life.asOperator(() -> life.audit().list("harbin", null, 10)).toString();
        assertTrue(trail.contains("tenant.invite"), trail);
        assertFalse(trail.contains(code), trail);
    }

    private static Waiting waits(boolean consentDue) {
        return new Waiting(HER, "First of harbin", consentDue);
    }

    private List<Waiting> waiting() {
        return life.asOperator(() -> invitations.waiting("harbin"));
    }

    private String send() {
        Invitation sent = life.asOperator(() -> invitations.send("harbin", HER, null));
        assertTrue(sent.consentDue());
        String code = sent.consentCode();
        assertNotNull(code);
        return code;
    }
}
