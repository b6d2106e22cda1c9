package io.trunkline.tenancy.member;

import io.trunkline.spi.Actor;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.ConsentCode;
import io.trunkline.tenancy.member.MemberRecord.Consent;
import io.trunkline.tenancy.member.internal.ConsentRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

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
        return asked(username).stream().map(Asked::shown).toList();
    }

    /// She belongs to the tenant from her next sign-in on.
    ///
    /// @param code what who invited her told her: her account alone proves nothing, since whoever
    ///   made it elsewhere can open it
    /// @throws PluginException `NOT_FOUND` where nobody asked her, `INVITATION_CODE_WRONG`,
    ///   `INVITATION_CODE_SPENT` after ten wrong ones, `UNAVAILABLE` when the identity provider is
    ///   away: the invitation stays then
    public void accept(String username, String tenantKey, String code) {
        Asked asked = asked(username, tenantKey);
        MemberError refusal =
                answering(asked, answering -> accept(answering, asked, username, code))
                        .orElse(null);
        // Thrown when the try is counted: a refusal that rolled back would let her try for ever.
        if (refusal != null) {
            throw new PluginException(refusal);
        }
        sessions.forget(tenantKey, username);
    }

    /// @return why not; empty where she is in
    private Optional<MemberError> accept(
            Answering answering, Asked asked, String username, String code) {
        ConsentRows.Asked open = answering.open();
        byte[] kept = open.code();
        if (kept == null || open.isSpent()) {
            return Optional.of(MemberError.INVITATION_CODE_SPENT);
        }
        if (!ConsentCode.matches(code, kept)) {
            answering.rows().tried(asked.member());
            return Optional.of(MemberError.INVITATION_CODE_WRONG);
        }
        // While the row is held, so that a declining beside it comes before or after, and
        // repeatable: an answer that is kept while she is not in would be lost.
        accounts.join(asked.shown().tenant().key(), username);
        answering.rows().answer(asked.member(), null);
        answering.record("member.accept");
        return Optional.empty();
    }

    /// The tenant's administrators see it, and may ask once more.
    ///
    /// @throws PluginException `NOT_FOUND` where nobody asked her
    public void decline(String username, String tenantKey) {
        Asked asked = asked(username, tenantKey);
        answering(
                asked,
                answering -> {
                    answering.rows().answer(asked.member(), Consent.DECLINED);
                    answering.record("member.decline");
                    return true;
                });
    }

    /// One of her invitations, and who she is there.
    private record Asked(ReceivedInvitation shown, long member, long unit, String name) {}

    private Asked asked(String username, String tenantKey) {
        return asked(username).stream()
                .filter(one -> one.shown().tenant().key().equals(tenantKey))
                .findFirst()
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    private List<Asked> asked(String username) {
        return database.withoutTenant(handle ->
                handle.createQuery("SELECT * FROM trunkline.consents_asked(:username)")
                        .bind("username", username)
                        .map((row, context) -> asked(row))
                        .list());
    }

    private static Asked asked(ResultSet row) throws SQLException {
        Tenant tenant =
                new Tenant(
                        row.getInt("tenant_id"),
                        row.getString("tenant_key"),
                        row.getString("tenant_name"));
        List<String> roles = List.of((String[]) row.getArray("role_names").getArray());
        return new Asked(
                new ReceivedInvitation(tenant, row.getString("unit_name"), roles),
                row.getLong("member_id"),
                row.getLong("org_unit_id"),
                row.getString("display_name"));
    }

    /// Her answer while its row is held.
    private record Answering(
            Handle handle, ConsentRows rows, ConsentRows.Asked open, Audit audit, long member) {

        void record(String action) {
            audit.record(handle, action, "member", member, null, null);
        }
    }

    /// She is not in, so she has no session of her own: the platform writes her answer down, as
    /// hers.
    private <T> T answering(Asked asked, Function<Answering, T> answer) {
        Session platform = sessions.platform(asked.shown().tenant().id());
        Session hers =
                new Session(
                        platform.tenant(),
                        new Actor(asked.member(), asked.unit(), asked.name()),
                        Set.of(),
                        platform.scope(),
                        platform.fields(),
                        platform.locale(),
                        platform.zone());
        return TenantRunner.call(
                hers,
                () ->
                        database.inTransaction(handle -> {
                            ConsentRows rows = new ConsentRows(handle, asked.shown().tenant().id());
                            ConsentRows.Asked open =
                                    rows.lock(asked.member())
                                            .orElseThrow(() ->
                                                    new PluginException(
                                                            StandardErrorCode.NOT_FOUND));
                            return answer.apply(
                                    new Answering(handle, rows, open, audit, asked.member()));
                        }));
    }
}
