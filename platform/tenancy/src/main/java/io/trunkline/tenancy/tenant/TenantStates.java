package io.trunkline.tenancy.tenant;

import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.Recent;
import io.trunkline.tenancy.TenantDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which tenants are not served, at most a second old: what one node does to a tenant holds on
/// every other within two. One small question a second for all tenants together, whatever their
/// number.
public final class TenantStates {

    private static final Duration AGE = Duration.ofSeconds(1);
    private static final Boolean ALL = true;

    private final TenantDatabase database;
    private final Recent<Boolean, Unserved> unserved = new Recent<>(AGE);

    /// Made by [TenantDatabase], which asks it before every transaction; others ask
    /// [TenantDatabase#states()].
    public TenantStates(TenantDatabase database) {
        this.database = database;
    }

    private record Unserved(Map<Integer, TenantState> byId, Map<String, TenantState> byKey) {}

    /// @throws PluginException [TenantError] when the tenant is not served
    public void requireServed(int tenant) {
        TenantState state = current().byId().get(tenant);
        if (state != null) {
            throw new PluginException(refusal(state));
        }
    }

    public boolean isServed(int tenant) {
        return !current().byId().containsKey(tenant);
    }

    /// Whether it may be served again one day: nothing of it was removed yet.
    public boolean isKept(int tenant) {
        TenantState state = current().byId().get(tenant);
        return state == null || state.compareTo(TenantState.ERASING) < 0;
    }

    /// @throws PluginException [TenantError] when rows of the tenant are being removed
    public void requireKept(int tenant) {
        if (!isKept(tenant)) {
            throw new PluginException(TenantError.TENANT_CLOSED);
        }
    }

    /// Keys of the tenants that are not served, with their states.
    public Map<String, TenantState> unserved() {
        return current().byKey();
    }

    /// What to tell someone whom the tenant did not let in.
    ///
    /// @return empty when it is not the tenant's state that keeps her out
    public Optional<TenantError> refusal(String tenantKey) {
        TenantState known = current().byKey().get(tenantKey);
        TenantState state = known == null ? fresh().byKey().get(tenantKey) : known;
        return Optional.ofNullable(state).map(TenantStates::refusal);
    }

    private static TenantError refusal(TenantState state) {
        return state == TenantState.SUSPENDED
                ? TenantError.TENANT_SUSPENDED
                : TenantError.TENANT_CLOSED;
    }

    private Unserved current() {
        return unserved.get(ALL, this::read);
    }

    private Unserved fresh() {
        unserved.forget(ALL);
        return current();
    }

    private Unserved read() {
        Map<Integer, TenantState> byId = new HashMap<>();
        Map<String, TenantState> byKey = new HashMap<>();
        database.withoutTenant(handle ->
                handle.createQuery("SELECT id, key, state FROM trunkline.unserved_tenants()")
                        .map((row, context) -> {
                            TenantState state = TenantState.of(row.getString("state"));
                            byId.put(row.getInt("id"), state);
                            return byKey.put(row.getString("key"), state);
                        })
                        .list());
        return new Unserved(byId, byKey);
    }
}
