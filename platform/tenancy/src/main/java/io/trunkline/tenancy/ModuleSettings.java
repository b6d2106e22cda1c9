package io.trunkline.tenancy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/// Which plugins the current tenant has enabled, and what it set for each. Read often: cached for a
/// few seconds per tenant.
@ApplicationScoped
public class ModuleSettings {

    /// Ids of the enabled plugins.
    public Set<String> enabled() {
        throw new UnsupportedOperationException();
    }

    public boolean isEnabled(String pluginId) {
        return enabled().contains(pluginId);
    }

    /// The tenant's values by setting key, as JSON scalars: text, whole numbers or booleans.
    public Map<String, Object> values(String pluginId) {
        throw new UnsupportedOperationException();
    }
}
