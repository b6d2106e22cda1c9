package io.trunkline.tenancy.member;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.Accounts.Account;
import io.trunkline.tenancy.identity.Accounts.AccountDraft;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.identity.ConsentCode;
import io.trunkline.tenancy.identity.IdentityError;
import io.trunkline.tenancy.member.internal.ConsentRows;
import io.trunkline.tenancy.member.internal.MemberCheck;
import io.trunkline.tenancy.member.internal.MemberRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives members their way in: an account at the identity provider, and a mail or a password for
/// one use. Needs `member.manage`, within the caller's units.
@ApplicationScoped
public class Invitations {

    private final MemberAdministration members;
    private final Accounts accounts;
    private final TenantDatabase database;
    private final Audit audit;

    @Inject
    public Invitations(
            MemberAdministration members, Accounts accounts, TenantDatabase database, Audit audit) {
        this.members = members;
        this.accounts = accounts;
        this.database = database;
        this.audit = audit;
    }

    /// Whether the platform makes accounts; if not, a person does it in the provider's own screens.
    public boolean makesAccounts() {
        return accounts.managed();
    }

    /// Adds a member and invites her. The member is kept first: when the provider or its mail
    /// server is away she is there and marked ([MemberRecord#invitationDue()]), and [#again]
    /// invites her.
    ///
    /// @param mail where to write; null to be told a password for one use
    /// @throws PluginException as [MemberAdministration#add], or `ACCOUNT_OF_PLATFORM`,
    ///   `ACCOUNT_OF_MACHINE`
    public Invited invite(String username, @Nullable String mail, MemberDraft draft) {
        String address = MemberCheck.mail(mail);
        members.requireManager();
        refuseOperators(MemberCheck.username(username));
        MemberRecord member = members.add(username, draft, accounts.managed());
        try {
            Invitation invitation = send(member, address);
            return new Invited(members.find(member.id()).orElse(member), invitation);
        } catch (PluginException away) {
            if (away.code() != StandardErrorCode.UNAVAILABLE) {
                throw away;
            }
            return new Invited(member, null);
        }
    }

    /// A way in for a member whose invitation did not reach her. An account that someone entered
    /// keeps its password, whoever asks: usernames are the whole installation's, so a new password
    /// for one would open other tenants too. Who forgot hers is helped by [#reset]. Someone whose
    /// account was made for another tenant is asked once more ([ReceivedInvitations]), by a new
    /// code.
    ///
    /// @throws PluginException `UNAVAILABLE` when the provider is away, `NOT_FOUND`,
    ///   `ROLE_NOT_DELEGABLE`
    public Invitation again(long id, @Nullable String mail) {
        String address = MemberCheck.mail(mail);
        return send(members.below(id), address);
    }

    /// A new way in for a member who forgot hers: a link to the address of her account, or, where
    /// it has none and was made for this tenant, a password for one use. The one she had no longer
    /// opens anything then.
    ///
    /// @throws PluginException `UNAVAILABLE` when the provider is away, `NOT_FOUND`,
    ///   `ROLE_NOT_DELEGABLE`, `MEMBER_SELF`, [io.trunkline.tenancy.identity.IdentityError]
    public Invitation reset(long id) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.MEMBER_MANAGE);
        if (Objects.equals(session.actor().memberId(), id)) {
            throw new PluginException(MemberError.MEMBER_SELF);
        }
        MemberRecord member = members.below(id);
        Invitation invitation = accounts.reset(session.tenant().key(), member.member().username());
        database.inTransaction(handle -> {
            audit.record(handle, "member.reset-password", "member", id, null, null);
            return true;
        });
        return invitation;
    }

    /// A tenant that took an operator in would change where she lands after signing in.
    private void refuseOperators(String username) {
        try {
            if (accounts.find(username).filter(Account::operator).isPresent()) {
                throw new PluginException(IdentityError.ACCOUNT_OF_PLATFORM);
            }
        } catch (PluginException refused) {
            if (refused.code() != StandardErrorCode.UNAVAILABLE) {
                throw refused;
            }
        }
    }

    private Invitation send(MemberRecord member, @Nullable String mail) {
        Session session = TenantRunner.current();
        String tenant = session.tenant().key();
        String username = member.member().username();
        Invitation invitation =
                accounts.invite(
                        tenant,
                        new AccountDraft(
                                username,
                                member.member().name(),
                                mail,
                                session.locale().toLanguageTag()));
        if (!invitation.given()) {
            return invitation;
        }
        return invitation.consentDue()
                ? ask(session, member, invitation)
                : done(session, member, invitation);
    }

    private Invitation done(Session session, MemberRecord member, Invitation invitation) {
        return database.inTransaction(handle -> {
            int tenant = session.tenant().id();
            new MemberRows(handle, tenant).invitationDue(member.id(), false);
            new ConsentRows(handle, tenant).answer(member.id(), null);
            audit.record(handle, "member.invite", "member", member.id(), null, null);
            return invitation;
        });
    }

    /// By a code of her own. The provider was asked about her before: who accepted an invitation
    /// before this one meanwhile is in, and would be shut out by being asked again.
    private Invitation ask(Session session, MemberRecord member, Invitation invitation) {
        String code = ConsentCode.make();
        return database.inTransaction(handle -> {
            int tenant = session.tenant().id();
            boolean open = member.consent() != null;
            if (!new ConsentRows(handle, tenant).ask(member.id(), ConsentCode.digest(code), open)) {
                return Invitation.known();
            }
            new MemberRows(handle, tenant).invitationDue(member.id(), false);
            audit.record(handle, "member.invite", "member", member.id(), null, null);
            return invitation.withCode(code);
        });
    }
}
