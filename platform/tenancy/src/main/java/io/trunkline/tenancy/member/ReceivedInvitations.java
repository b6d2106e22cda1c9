package io.trunkline.tenancy.member;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.member.MemberRecord.Consent;
import io.trunkline.tenancy.member.internal.MemberRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Invitations as the person invited sees them: usernames are the whole installation's, so any
/// tenant can name hers, and only she says whether she belongs to it. Asked and answered outside of
/// any tenant, by the account's owner alone: callers pass the username of the verified token.
@ApplicationScoped
public class ReceivedInvitations {

    private final TenantDatabase database;
    private final Sessions sessions;
    private final Accounts accounts;
    private final Audit audit;

    @Inject
    public ReceivedInvitations(
            TenantDatabase database, Sessions sessions, Accounts accounts, Audit audit) {
        this.database = database;
        this.sessions = sessions;
        this.accounts = accounts;
        this.audit = audit;
    }

    /// Those she has not answered, by the tenants' names.
    ///
    /// @return at most 20
    public List<ReceivedInvitation> of(String username) {
        return database.withoutTenant(handle ->
                handle.createQuery("SELECT * FROM trunkline.consents_asked(:username)")
                        .bind("username", username)
                        .map((row, context) ->
                                new ReceivedInvitation(
                                        new Tenant(
                                                row.getInt("tenant_id"),
                                                row.getString("tenant_key"),
                                                row.getString("tenant_name")),
                                        row.getString("unit_name")))
                        .list());
    }

    /// She belongs to the tenant from her next sign-in on.
    ///
    /// @throws PluginException `NOT_FOUND` where nobody asked her, `UNAVAILABLE` when the identity
    ///   provider is away: the invitation stays then
    public void accept(String username, String tenantKey) {
        Session session = asked(username, tenantKey);
        // First, and repeatable: an answer that is kept while she is not in would be lost.
        accounts.join(tenantKey, username);
        answer(session, null, "member.accept");
    }

    /// The tenant's administrators see it, and may ask once more.
    ///
    /// @throws PluginException `NOT_FOUND` where nobody asked her
    public void decline(String username, String tenantKey) {
        answer(asked(username, tenantKey), Consent.DECLINED, "member.decline");
    }

    private Session asked(String username, String tenantKey) {
        return of(username).stream()
                .filter(one -> one.tenant().key().equals(tenantKey))
                .findFirst()
                .flatMap(one -> sessions.member(tenantKey, username))
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    private void answer(Session session, @Nullable Consent consent, String action) {
        long id = session.actor().requireMember();
        TenantRunner.run(
                session,
                () ->
                        database.inTransaction(handle -> {
                            MemberRows rows = new MemberRows(handle, session.tenant().id());
                            // Of two answers at once, the first counts.
                            if (rows.lock(id).filter(ReceivedInvitations::isAsked).isPresent()) {
                                rows.consent(id, consent);
                                audit.record(handle, action, "member", id, null, null);
                            }
                            return true;
                        }));
    }

    private static boolean isAsked(MemberRecord member) {
        return member.consent() == Consent.ASKED;
    }
}
