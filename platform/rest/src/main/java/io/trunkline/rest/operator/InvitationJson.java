package io.trunkline.rest.operator;

import io.trunkline.tenancy.identity.Accounts.Invitation;
import org.jspecify.annotations.Nullable;

/// How a tenant's administrator gets in.
///
/// @param accountCreated false where the account existed, or is kept by hand
/// @param mailedTo null when no mail was sent
/// @param notSentTo where no mail could be sent; null when nothing failed
/// @param oneTimePassword null when there is none; not shown again
/// @param consentDue whether she has an account of another tenant's and has to agree first
/// @param consentCode to be told her, who is asked for it; null for none, not shown again
public record InvitationJson(
        boolean accountCreated,
        @Nullable String mailedTo,
        @Nullable String notSentTo,
        @Nullable String oneTimePassword,
        boolean consentDue,
        @Nullable String consentCode) {

    static InvitationJson of(Invitation invitation) {
        return new InvitationJson(
                invitation.created(),
                invitation.mailedTo(),
                invitation.notSentTo(),
                invitation.oneTimePassword(),
                invitation.consentDue(),
                invitation.consentCode());
    }
}
