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
    ///
    /// An account that was not made for this tenant and is not in its organization stays as it is,
    /// whoever names it: its person has to agree first ([#join]).
    ///
    /// @throws io.trunkline.spi.PluginException `ACCOUNT_OF_PLATFORM`, `ACCOUNT_OF_MACHINE`, and
    ///   `PASSWORD_SET_MEANWHILE` to the later of two at once
    Invitation invite(String tenantKey, AccountDraft draft);

    /// Puts the account of a person who agreed into the tenant's organization: tokens made from now
    /// on name it. Every sign-in of the account ends.
    ///
    /// @throws io.trunkline.spi.PluginException `NOT_FOUND` where the account is gone,
    ///   `ACCOUNT_OF_PLATFORM`, `ACCOUNT_OF_MACHINE`
    void join(String tenantKey, String username);

    /// A new way in for someone who forgot hers; as [#invite] for an account that exists.
    ///
    /// @throws io.trunkline.spi.PluginException `NOT_FOUND`, `ACCOUNT_SHARED`, and
    ///   `PASSWORD_SET_MEANWHILE` to the later of two at once
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
    /// @param consentDue whether she has an account, made for another tenant, and is asked at her
    ///   next sign-in whether she agrees
    /// @param consentCode what she is asked for then, shown once to who invites; null unless she
    ///   has to agree
    record Invitation(
            boolean created,
            @Nullable String mailedTo,
            @Nullable String notSentTo,
            @Nullable String oneTimePassword,
            boolean consentDue,
            @Nullable String consentCode) {

        /// A way in that she has: nothing had to be sent or told.
        public static Invitation known() {
            return new Invitation(false, null, null, null, false, null);
        }

        public static Invitation toAgree() {
            return new Invitation(false, null, null, null, true, null);
        }

        public static Invitation mailed(boolean created, String to) {
            return new Invitation(created, to, null, null, false, null);
        }

        public static Invitation notSent(boolean created, String to) {
            return new Invitation(created, null, to, null, false, null);
        }

        public static Invitation told(boolean created, String password) {
            return new Invitation(created, null, null, password, false, null);
        }

        /// The same, with what she is to be told.
        public Invitation withCode(String code) {
            return new Invitation(created, mailedTo, notSentTo, oneTimePassword, consentDue, code);
        }

        /// Whether nothing is left to send.
        public boolean given() {
            return notSentTo == null;
        }
    }
}
