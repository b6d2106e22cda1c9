package io.trunkline.tenancy.serviceaccount;

import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.SignOuts;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import io.trunkline.tenancy.database.DatabaseRefusal;
import io.trunkline.tenancy.identity.MachineClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The machine clients of a tenant, for who holds `service-account.manage`. The identity provider
/// knows the client and its secret; what it may do stands here, as a member with a role of its own.
@ApplicationScoped
public class ServiceAccounts {

    private static final Logger LOG = Logger.getLogger(ServiceAccounts.class);

    private final TenantDatabase database;
    private final ServiceAccountRows rows;
    private final ServiceAccountRules rules;
    private final Audit audit;
    private final MachineClients clients;
    private final SignOuts signOuts;

    @Inject
    public ServiceAccounts(
            TenantDatabase database,
            ServiceAccountRows rows,
            ServiceAccountRules rules,
            Audit audit,
            MachineClients clients,
            SignOuts signOuts) {
        this.database = database;
        this.rows = rows;
        this.rules = rules;
        this.audit = audit;
        this.clients = clients;
        this.signOuts = signOuts;
    }

    /// @param secret shown once and kept nowhere here; null where a person has to make the client
    ///   in the identity provider
    public record Issued(ServiceAccount account, @Nullable String secret) {}

    /// Whether clients are made by the platform; else a person makes them by hand.
    public boolean managed() {
        return clients.managed();
    }

    /// The latest made first, revoked ones included.
    ///
    /// @return at most 200
    public List<ServiceAccount> all() {
        require();
        return database.inTransaction(rows::all);
    }

    /// @throws PluginException one of [ServiceAccountError]; `UNAVAILABLE` when the identity
    ///   provider is away, and then nothing is kept
    public Issued create(ServiceAccountDraft draft) {
        Session session = require();
        long unit = rules.check(draft);
        String clientId = session.tenant().key() + "." + draft.key();
        try {
            return database.inTransaction(handle -> create(handle, draft, clientId, unit));
        } catch (RuntimeException failed) {
            if (DatabaseRefusal.of(failed)
                    .filter(DatabaseRefusal.SAME_AT_ONCE::equals)
                    .isPresent()) {
                throw new PluginException(ServiceAccountError.KEY_TAKEN);
            }
            throw failed;
        }
    }

    /// The rows come first: of two who make the same at once, the second waits for the first here,
    /// and is refused before it would replace the other's secret. The provider is asked before they
    /// are kept, within seconds, so that nothing stays where it is away. A client without rows
    /// opens nothing, and the next try takes it over.
    private Issued create(Handle handle, ServiceAccountDraft draft, String clientId, long unit) {
        if (rows.byClient(handle, clientId).isPresent()) {
            throw new PluginException(ServiceAccountError.KEY_TAKEN);
        }
        long id = rows.insert(handle, draft, clientId, unit);
        record(handle, "service-account.create", id, clientId);
        Optional<String> secret =
                clients.create(
                        TenantRunner.current().tenant().key(), clientId, draft.name().strip());
        return new Issued(rows.find(handle, id).orElseThrow(), secret.orElse(null));
    }

    /// A new secret; the old one is good for nothing from now on, tokens made with it last some
    /// minutes. For who could make such an account herself: the secret is told her.
    ///
    /// @throws PluginException `NOT_FOUND`, [ServiceAccountError#REVOKED], `BEYOND_OWN_RIGHTS`,
    ///   `BEYOND_OWN_REACH`, `BEYOND_OWN_VIEW`, `UNAVAILABLE`
    public Issued rotate(long id) {
        Session session = require();
        ServiceAccount account = find(id);
        if (account.revoked()) {
            throw new PluginException(ServiceAccountError.REVOKED);
        }
        rules.requireWithin(
                account, database.inTransaction(handle -> rows.fields(handle, account.id())));
        Optional<String> secret = clients.rotate(session.tenant().key(), account.clientId());
        ServiceAccount after =
                database.inTransaction(handle -> {
                    rows.rotated(handle, id);
                    record(handle, "service-account.rotate", id, account.clientId());
                    return rows.find(handle, id).orElseThrow();
                });
        return new Issued(after, secret.orElse(null));
    }

    /// Revokes it for good: the platform refuses it within two seconds, tokens included. Repeating
    /// it tells the identity provider again, where it was away. A right that leaked is taken back
    /// by whoever reaches it, even one she does not hold herself.
    ///
    /// @throws PluginException `NOT_FOUND`, [ServiceAccountError#BEYOND_OWN_REACH]
    public void revoke(long id) {
        Session session = require();
        ServiceAccount account = find(id);
        rules.requireReach(account);
        if (!account.revoked()) {
            database.inTransaction(handle -> {
                rows.revoke(handle, id);
                record(handle, "service-account.revoke", id, account.clientId());
                return true;
            });
            signOuts.forget();
        }
        try {
            clients.remove(session.tenant().key(), account.clientId());
        } catch (PluginException away) {
            LOG.warnf("The client %s is revoked, but is still there", account.clientId());
        }
    }

    private ServiceAccount find(long id) {
        return database.inTransaction(handle -> rows.find(handle, id))
                .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
    }

    private void record(Handle handle, String action, long id, String clientId) {
        audit.record(
                handle, action, "service-account", id, null, "{\"clientId\":\"" + clientId + "\"}");
    }

    private static Session require() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.SERVICE_ACCOUNT_MANAGE);
        return session;
    }
}
