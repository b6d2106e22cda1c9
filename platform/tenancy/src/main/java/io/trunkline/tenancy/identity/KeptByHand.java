package io.trunkline.tenancy.identity;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Stands where the platform has no right to administer the identity provider: a person keeps
/// organizations and accounts there by hand.
@DefaultBean
@ApplicationScoped
public class KeptByHand implements Organizations, Accounts {

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
        return new Invitation(false, null, null);
    }

    @Override
    public void leave(String tenantKey, String username) {}

    @Override
    public Invitation reset(String tenantKey, String username) {
        return new Invitation(false, null, null);
    }
}
