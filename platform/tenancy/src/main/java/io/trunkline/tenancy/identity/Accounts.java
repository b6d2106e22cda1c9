package io.trunkline.tenancy.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accounts people sign in with. One person has one account for all her tenants; rights and
/// state in a tenant are the member's, not the account's. Every method can be repeated.
///
/// All throw [io.trunkline.spi.PluginException] `UNAVAILABLE` when the provider cannot be reached
/// in time.
public interface Accounts {

    /// As [Organizations#managed()].
    boolean managed();

    Optional<Account> find(String username);

    /// Makes the account where it is missing, puts it into the tenant's organization, and gives the
    /// person a way in: a mail with a link to set a password where the draft names an address, else
    /// a password for one use, to be told her by who invites. An account that exists keeps its
    /// password; one that nobody entered yet takes the address named last.
    Invitation invite(String tenantKey, AccountDraft draft);

    /// Takes the account out of the tenant's organization; the account stays.
    void leave(String tenantKey, String username);

    /// A new way in for someone who forgot hers; as [#invite] for an account that exists.
    Invitation reset(String tenantKey, String username);

    /// @param mail null where she has none
    /// @param operator whether its person works on the platform itself
    record Account(
            String username,
            String displayName,
            @Nullable String mail,
            boolean enabled,
            boolean operator) {}

    /// @param username what she signs in with: lower case letters, digits, dots, hyphens
    /// @param locale language of the mail, for example `zh-CN`
    record AccountDraft(
            String username, String displayName, @Nullable String mail, String locale) {}

    /// @param created whether the account is new
    /// @param mailedTo where the link was sent; null when none was
    /// @param notSentTo where no link could be sent, since the mail server is away, refuses or is
    ///   not set: inviting again tries once more; null when nothing failed
    /// @param oneTimePassword shown once to who invites; null when there is none
    record Invitation(
            boolean created,
            @Nullable String mailedTo,
            @Nullable String notSentTo,
            @Nullable String oneTimePassword) {

        /// A way in that she has: nothing had to be sent or told.
        public static Invitation known() {
            return new Invitation(false, null, null, null);
        }

        /// Whether she has a way in now.
        public boolean given() {
            return notSentTo == null;
        }
    }
}
