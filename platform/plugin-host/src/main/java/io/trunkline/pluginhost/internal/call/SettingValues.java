package io.trunkline.pluginhost.internal.call;

import io.trunkline.spi.Setting;
import io.trunkline.spi.Tenant;
import io.trunkline.tenancy.ModuleSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What tenants chose for the settings of one plugin. A value that is not valid is told once and
/// the default holds.
public final class SettingValues {

    private static final Logger LOG = LoggerFactory.getLogger(SettingValues.class);

    private final String pluginId;
    private final Map<String, Setting<?>> declared;
    private final ModuleSettings values;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    public SettingValues(String pluginId, Map<String, Setting<?>> declared, ModuleSettings values) {
        this.pluginId = pluginId;
        this.declared = declared;
        this.values = values;
    }

    /// The current tenant's value.
    <T> T value(Tenant tenant, Setting<T> setting) {
        if (!declared.containsKey(setting.key())) {
            throw new IllegalArgumentException("the plugin declares no setting " + setting.key());
        }
        Object chosen = values.values(pluginId).get(setting.key());
        if (chosen == null) {
            return setting.defaultValue();
        }
        return converted(chosen, setting.type())
                .filter(setting.valid())
                .orElseGet(() -> {
                    report(tenant, setting, chosen);
                    return setting.defaultValue();
                });
    }

    /// Tells every value of the current tenant that is not valid, and every key nobody asks for.
    public void check(Tenant tenant) {
        declared.values().forEach(setting -> value(tenant, setting));
        values.values(pluginId).keySet().stream()
                .filter(key -> !declared.containsKey(key))
                .forEach(key ->
                        LOG.warn(
                                "Tenant {} sets {} of {}, which has no such setting",
                                tenant.key(),
                                key,
                                pluginId));
    }

    /// Whether a value as a tenant chose it would hold.
    public static <T> boolean isValid(Setting<T> setting, Object chosen) {
        return converted(chosen, setting.type()).filter(setting.valid()).isPresent();
    }

    private <T> void report(Tenant tenant, Setting<T> setting, Object chosen) {
        if (reported.add(tenant.id() + "/" + setting.key() + "=" + chosen)) {
            LOG.warn(
                    "Tenant {} sets {} of {} to \"{}\", expected {}; the default {} holds",
                    tenant.key(),
                    setting.key(),
                    pluginId,
                    chosen,
                    setting.expected(),
                    setting.defaultValue());
        }
    }

    private static <T> Optional<T> converted(Object value, Class<T> type) {
        if (type == Integer.class && value instanceof Number number) {
            long exact = number.longValue();
            boolean whole = number.doubleValue() == exact && exact == (int) exact;
            return whole ? Optional.of(type.cast((int) exact)) : Optional.empty();
        }
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }
}
