package io.trunkline.tenancy.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.identity.KeptByHand;
import io.trunkline.tenancy.member.ReceivedInvitations;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The operator sends once more, and the administrator accepts by the code before while the
/// provider is asked about her.
final class FirstInvitedWhileAcceptingTest {

    private static final String HER = "admin.harbin";

    /// Else the tenant's only administrator would be shut out of it.
    @Test
    void whoAcceptedMeanwhileIsNotAskedAnew() throws SQLException {
        Life life = Life.fresh(Duration.ofDays(30));
        Provider provider = new Provider();
        FirstInvitations invitations =
                new FirstInvitations(life.database(), life.audit(), provider, provider);
        ReceivedInvitations received =
                new ReceivedInvitations(
                        life.installation().tenants(),
                        life.installation().sessions(),
                        provider,
                        life.installation().audit());
        life.asOperator(() -> life.life().create(Life.draft("harbin")));
        life.installation()
                .asSuperuser(
                        "UPDATE trunkline.member SET invitation_due = 'operator' WHERE username = '%s'"
                                .formatted(HER));
        String code = Objects.requireNonNull(send(life, invitations).consentCode());

        provider.meanwhile = () -> received.accept(HER, "harbin", code);
        Invitation again = send(life, invitations);
        assertFalse(again.consentDue());
        assertNull(again.consentCode());
        assertEquals(List.of(), life.asOperator(() -> invitations.waiting("harbin")));
        assertTrue(life.installation().sessions().member("harbin", HER).isPresent());
    }

    private static Invitation send(Life life, FirstInvitations invitations) {
        return life.asOperator(() -> invitations.send("harbin", HER, null));
    }

    private static final class Provider extends KeptByHand {

        private Runnable meanwhile = () -> {};

        @Override
        public Invitation invite(String tenantKey, AccountDraft draft) {
            meanwhile.run();
            return Invitation.toAgree();
        }
    }
}
