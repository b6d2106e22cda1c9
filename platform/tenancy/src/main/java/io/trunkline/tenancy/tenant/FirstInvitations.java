package io.trunkline.tenancy.tenant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.identity.Accounts;
import io.trunkline.tenancy.identity.Accounts.AccountDraft;
import io.trunkline.tenancy.identity.Accounts.Invitation;
import io.trunkline.tenancy.identity.ConsentCode;
import io.trunkline.tenancy.identity.Organizations;
import io.trunkline.tenancy.operator.OperatorAudit;
import io.trunkline.tenancy.operator.OperatorDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Invitations that operators send: those of the administrators with whom tenants are made. One
/// that could not be sent stays marked at its member, and is sent again from here. People whom a
/// tenant invited itself are none of the operator's, and are not seen here.
@ApplicationScoped
public class FirstInvitations {

    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");

    private final OperatorDatabase database;
    private final OperatorAudit audit;
    private final Organizations organizations;
    private final Accounts accounts;

    @Inject
    public FirstInvitations(
            OperatorDatabase database,
            OperatorAudit audit,
            Organizations organizations,
            Accounts accounts) {
        this.database = database;
        this.audit = audit;
        this.organizations = organizations;
        this.accounts = accounts;
    }

    /// An administrator who has yet to be given a way in.
    ///
    /// @param consentDue whether she has an account of another tenant's and did not accept with the
    ///   code she was told: sending makes a new one
    public record Waiting(String username, String name, boolean consentDue) {}

    /// By username.
    ///
    /// @throws PluginException `NOT_FOUND` for an unknown tenant
    public List<Waiting> waiting(String key) {
        return database.inTransaction(handle -> {
            TenantFacts tenant = Tenants.find(handle, key).orElseThrow(Tenants::unknown);
            OperatorDatabase.enter(handle, tenant.id());
            return waiting(handle, tenant);
        });
    }

    /// @param mail where to write, in place of an address that was mistyped; null to be told a
    ///   password for one use
    /// @throws PluginException `NOT_FOUND` for who waits for none, `WRONG_STATE` for a tenant that
    ///   is not active, `FIELD_INVALID`, `UNAVAILABLE` when the identity provider is away
    public Invitation send(String key, String username, @Nullable String mail) {
        check("mail", mail);
        TenantFacts tenant =
                database.inTransaction(
                        handle -> Tenants.find(handle, key).orElseThrow(Tenants::unknown));
        if (tenant.state() != TenantState.ACTIVE) {
            throw new PluginException(TenantError.WRONG_STATE, tenant.state());
        }
        Waiting waiting =
                waiting(key).stream()
                        .filter(one -> one.username().equals(username))
                        .findFirst()
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        organizations.create(tenant.key(), tenant.name());
        return invite(
                tenant, new AccountDraft(username, waiting.name(), mail, tenant.locale()), true);
    }

    static void check(String field, @Nullable String mail) {
        if (mail != null && !MAIL.matcher(mail).matches()) {
            throw new PluginException(TenantError.FIELD_INVALID, field, "name@example.com");
        }
    }

    /// In the transaction that makes the tenant, so that no failure afterwards leaves one whose
    /// administrator nobody remembers to invite.
    void mark(Handle handle, int tenant, String username) {
        if (accounts.managed()) {
            update(handle, tenant, username, "operator", null, false);
        }
    }

    /// The organization is there.
    Invitation invite(TenantFacts tenant, AccountDraft draft) {
        boolean waits =
                waiting(tenant.key()).stream()
                        .anyMatch(one -> one.username().equals(draft.username()));
        return invite(tenant, draft, waits);
    }

    /// @param waits whether she had no way in, or had not agreed, when this began
    private Invitation invite(TenantFacts tenant, AccountDraft draft, boolean waits) {
        Invitation invitation = accounts.invite(tenant.key(), draft);
        if (!invitation.given()) {
            return invitation;
        }
        String code = invitation.consentDue() ? ConsentCode.make() : null;
        // Who has to agree stays in sight here: her code may get lost.
        String due = code == null ? null : "operator";
        boolean changed =
                database.inTransaction(handle -> {
                    OperatorDatabase.enter(handle, tenant.id());
                    if (update(handle, tenant.id(), draft.username(), due, code, waits) == 0) {
                        return false;
                    }
                    String whom =
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("username", draft.username())
                                    .toString();
                    audit.record(handle, "tenant.invite", tenant.key(), null, whom);
                    audit.recordForTenant(handle, "tenant.invite", tenant.id(), whom);
                    return true;
                });
        if (code == null) {
            return invitation;
        }
        // Who accepted an earlier invitation while the provider was asked is in.
        return changed ? invitation.withCode(code) : Invitation.known();
    }

    private static List<Waiting> waiting(Handle handle, TenantFacts tenant) {
        return handle.createQuery(
                        """
                        SELECT username, display_name, consent IS NOT NULL AS consent_due FROM trunkline.member
                         WHERE tenant_id = :tenant AND invitation_due = 'operator'
                           AND state = 'active'
                         ORDER BY username
                        """)
                .bind("tenant", tenant.id())
                .map((row, context) ->
                        new Waiting(
                                row.getString("username"),
                                row.getString("display_name"),
                                row.getBoolean("consent_due")))
                .list();
    }

    /// @param waits whether who accepted meanwhile is left alone
    private static int update(
            Handle handle,
            int tenant,
            String username,
            @Nullable String due,
            @Nullable String code,
            boolean waits) {
        return handle.createUpdate(
                        """
                        UPDATE trunkline.member
                           SET invitation_due = :due, consent = :consent, consent_code = :code, consent_tries = 0
                         WHERE tenant_id = :tenant AND username = :username
                           AND (invitation_due IS DISTINCT FROM :due OR :consent IS NOT NULL)
                           AND NOT (:waits AND invitation_due IS NULL AND consent IS NULL)
                        """)
                .bind("consent", code == null ? null : "asked")
                .bind("code", code == null ? null : ConsentCode.digest(code))
                .bind("due", due)
                .bind("tenant", tenant)
                .bind("username", username)
                .bind("waits", waits)
                .execute();
    }
}
