package io.trunkline.tenancy.identity;

import io.quarkus.arc.DefaultBean;
import io.trunkline.spi.PluginException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Stands where the platform has no right to administer the identity provider: a person keeps
/// organizations and accounts there by hand.
@DefaultBean
@ApplicationScoped
public class KeptByHand
        implements Organizations, Accounts, SignInSessions, MachineClients, SignInProviders {

    @Override
    public boolean managed() {
        return false;
    }

    @Override
    public void create(String tenantKey, String name) {}

    @Override
    public void enable(String tenantKey, boolean enabled) {}

    @Override
    public void delete(String tenantKey) {}

    @Override
    public Optional<Account> find(String username) {
        return Optional.empty();
    }

    @Override
    public Invitation invite(String tenantKey, AccountDraft draft) {
        return Invitation.known();
    }

    @Override
    public void join(String tenantKey, String username) {}

    @Override
    public Invitation reset(String tenantKey, String username) {
        return Invitation.known();
    }

    @Override
    public void end(String sid) {}

    @Override
    public Optional<String> create(String tenantKey, String clientId, String name) {
        return Optional.empty();
    }

    @Override
    public Optional<String> rotate(String tenantKey, String clientId) {
        return Optional.empty();
    }

    @Override
    public void remove(String tenantKey, String clientId) {}

    /// A provider that a person linked is not known here.
    @Override
    public Optional<Provider> of(String tenantKey) {
        return Optional.empty();
    }

    @Override
    public void link(String tenantKey, ProviderDraft draft) {
        throw new PluginException(IdentityError.KEPT_BY_HAND);
    }

    @Override
    public void unlink(String tenantKey) {
        throw new PluginException(IdentityError.KEPT_BY_HAND);
    }
}
