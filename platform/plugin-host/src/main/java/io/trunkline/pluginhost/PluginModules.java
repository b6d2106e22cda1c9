package io.trunkline.pluginhost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trunkline.pluginhost.internal.call.SettingChecks;
import io.trunkline.pluginhost.internal.call.TenantGuard;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.generation.Generations;
import io.trunkline.pluginhost.internal.release.Release;
import io.trunkline.pluginhost.internal.rollout.RolloutTable;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Setting;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.ModuleSettings;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.module.Modules;
import io.trunkline.tenancy.module.TenantModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The plugins of this platform as the current tenant's administrator enables and sets them. Needs
/// `tenant.settings`. Nothing is restarted: what she chooses holds within two seconds everywhere,
/// and disabling leaves the plugin's data as it is.
@ApplicationScoped
public class PluginModules {

    private static final Pattern SECRET = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");
    private static final String REFERENCE = "secretRef";

    private final Generations generations;
    private final Modules modules;
    private final ModuleSettings settings;
    private final TenantDatabase database;
    private final SettingChecks checks;

    PluginModules(
            Generations generations,
            Modules modules,
            ModuleSettings settings,
            TenantDatabase database,
            SettingChecks checks) {
        this.generations = generations;
        this.modules = modules;
        this.settings = settings;
        this.database = database;
        this.checks = checks;
    }

    /// Those the tenant uses in its order, then the others by id.
    public List<PluginModule> all() {
        Map<String, TenantModule> chosen =
                modules.all().stream()
                        .collect(
                                Collectors.toMap(
                                        TenantModule::pluginId,
                                        Function.identity(),
                                        (one, other) -> one,
                                        LinkedHashMap::new));
        Set<String> ids = new LinkedHashSet<>();
        chosen.values().stream()
                .filter(TenantModule::enabled)
                .forEach(module -> ids.add(module.pluginId()));
        generations.all().stream().map(Generation::pluginId).sorted().forEach(ids::add);
        Map<String, String> next = next();
        return ids.stream()
                .map(id ->
                        of(
                                chosen.getOrDefault(id, TenantModule.none(id)),
                                serving(id),
                                next.get(id)))
                .toList();
    }

    /// Enables the plugin for the tenant, or disables it. What was set stays.
    ///
    /// @param revision as it was read
    /// @throws PluginException `MODULE_UNKNOWN` when this platform has no such plugin to enable, or
    ///   the tenant never had it, `STALE` when someone changed it since
    public PluginModule enable(String pluginId, int revision, boolean enabled) {
        TenantModule present = modules.find(pluginId);
        boolean possible = enabled ? serving(pluginId).isPresent() : present.version() > 0;
        if (!possible) {
            throw new PluginException(PluginError.MODULE_UNKNOWN, pluginId);
        }
        requireUnchanged(present, revision);
        return saved(modules.save(pluginId, revision, enabled, present.settings()));
    }

    /// Replaces all that the tenant chose for the plugin. Values of settings that the present
    /// release does not have are kept: another one may have them again.
    ///
    /// @param values by key: a number, a text, true or false as the setting's type is, for a text
    ///   also `{"secretRef": "NAME"}`; what is left out, or null, is not chosen
    /// @throws PluginException `MODULE_UNKNOWN`, `SETTING_UNKNOWN`, `SETTING_INVALID`,
    ///   `SETTING_NUMBER`, `SETTING_LENGTH`, `SETTING_SECRET` naming the setting, `STALE`,
    ///   `UNAVAILABLE` when the plugin's own check takes too long
    public PluginModule set(String pluginId, int revision, Map<String, JsonNode> values) {
        TenantModule present = modules.find(pluginId);
        Generation serving =
                serving(pluginId)
                        .orElseThrow(
                                () -> new PluginException(PluginError.MODULE_UNKNOWN, pluginId));
        requireUnchanged(present, revision);
        Map<String, Setting<?>> declared = serving.declared().settings();
        Map<String, JsonNode> chosen = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Setting<?> setting = declared.get(key);
            if (setting == null) {
                throw new PluginException(PluginError.SETTING_UNKNOWN, key);
            }
            if (!value.isNull()) {
                chosen.put(key, typed(serving, setting, value));
            }
        });
        requireValid(serving, chosen);
        present.settings()
                .forEach((key, value) -> {
                    if (!declared.containsKey(key)) {
                        chosen.put(key, value);
                    }
                });
        return saved(modules.save(pluginId, revision, present.enabled(), chosen));
    }

    /// What is kept of it goes into what is saved: it has to be what the caller saw.
    private static void requireUnchanged(TenantModule present, int revision) {
        if (present.version() != revision) {
            throw new PluginException(StandardErrorCode.STALE);
        }
    }

    private PluginModule saved(TenantModule module) {
        return of(module, serving(module.pluginId()), next().get(module.pluginId()));
    }

    /// As the settings' checks say; a secret is looked up where it is used.
    private void requireValid(Generation serving, Map<String, JsonNode> chosen) {
        Map<String, Object> values = new LinkedHashMap<>();
        chosen.forEach((key, value) -> {
            if (!value.isObject()) {
                values.put(key, plain(value));
            }
        });
        Map<String, Setting<?>> declared = serving.declared().settings();
        Set<String> wrong = checks.refused(serving.threads(), serving.toString(), declared, values);
        for (String key : values.keySet()) {
            if (wrong.contains(key)) {
                throw refused(serving, Objects.requireNonNull(declared.get(key), key));
            }
        }
    }

    private static JsonNode typed(Generation serving, Setting<?> setting, JsonNode value) {
        if (setting.type() == String.class && value.isObject()) {
            String name = value.path(REFERENCE).asText("");
            if (value.size() != 1 || !SECRET.matcher(name).matches()) {
                throw new PluginException(PluginError.SETTING_SECRET, setting.key());
            }
            return JsonNodeFactory.instance.objectNode().put(REFERENCE, name);
        }
        return typed(setting.type(), value).orElseThrow(() -> refused(serving, setting));
    }

    private static Optional<JsonNode> typed(Class<?> type, JsonNode value) {
        if (type == Integer.class && value.canConvertToExactIntegral() && value.canConvertToInt()) {
            return Optional.of(IntNode.valueOf(value.intValue()));
        }
        if (type == Boolean.class && value.isBoolean()) {
            return Optional.of(BooleanNode.valueOf(value.booleanValue()));
        }
        return type == String.class && value.isTextual()
                ? Optional.of(TextNode.valueOf(value.textValue()))
                : Optional.empty();
    }

    private static PluginException refused(Generation serving, Setting<?> setting) {
        if (setting.min() != null && setting.max() != null) {
            return new PluginException(
                    PluginError.SETTING_NUMBER, setting.key(), setting.min(), setting.max());
        }
        return setting.max() != null
                ? new PluginException(PluginError.SETTING_LENGTH, setting.key(), setting.max())
                : new PluginException(
                        PluginError.SETTING_INVALID, setting.key(), expected(serving, setting));
    }

    /// In the plugin's words for the caller, where it has some.
    private static String expected(Generation serving, Setting<?> setting) {
        String key = "setting." + setting.key() + ".expected";
        String text = serving.declared().texts().text(TenantRunner.current().locale(), key);
        return text.equals(key) ? setting.expected() : text;
    }

    private Optional<Generation> serving(String pluginId) {
        return generations.find(pluginId, TenantRunner.current().tenant().id());
    }

    /// Versions being rolled out that have not reached the tenant, by plugin.
    private Map<String, String> next() {
        int tenant = TenantRunner.current().tenant().id();
        Map<String, String> next = new HashMap<>();
        database.withoutTenant(RolloutTable::open)
                .forEach((id, rollout) -> {
                    if (!rollout.tenants().contains(tenant)) {
                        next.put(id, rollout.version());
                    }
                });
        return next;
    }

    private PluginModule of(
            TenantModule module, Optional<Generation> serving, @Nullable String next) {
        Optional<Release> release = serving.map(Generation::release);
        int tenant = TenantRunner.current().tenant().id();
        Optional<TenantGuard.Recent> recent =
                serving.map(generation -> generation.guard(tenant).recent());
        return new PluginModule(
                module.pluginId(),
                state(module, serving),
                release.map(found -> found.manifest().version()).orElse(null),
                release.map(Release::publisher).orElse(null),
                module.enabledAt(),
                module.version(),
                serving.map(generation -> values(module, generation)).orElse(List.of()),
                serving.map(generation -> generation.declared().permissions().stream())
                        .map(all -> all.sorted(Comparator.comparing(Permission::key)).toList())
                        .orElse(List.of()),
                release.map(Release::changelog).orElse(""),
                next,
                recent.map(TenantGuard.Recent::calls).orElse(0),
                recent.map(TenantGuard.Recent::failures).orElse(0));
    }

    private static PluginModule.State state(TenantModule module, Optional<Generation> serving) {
        if (!module.enabled()) {
            return PluginModule.State.OFF;
        }
        int tenant = TenantRunner.current().tenant().id();
        return serving.map(generation ->
                        generation.guard(tenant).isTripped()
                                ? PluginModule.State.TRIPPED
                                : PluginModule.State.ON)
                .orElse(PluginModule.State.AWAY);
    }

    private List<PluginModule.Value> values(TenantModule module, Generation serving) {
        Map<String, Setting<?>> declared = serving.declared().settings();
        Set<String> wrong = wrong(module, serving);
        return declared.values().stream()
                .map(setting ->
                        value(
                                serving,
                                setting,
                                module.settings().get(setting.key()),
                                !wrong.contains(setting.key())))
                .toList();
    }

    /// What is chosen and does not hold. While the plugin cannot say so, nothing is: the list of
    /// all plugins does not fail with one of them.
    private Set<String> wrong(TenantModule module, Generation serving) {
        Map<String, Setting<?>> declared = serving.declared().settings();
        Map<String, Object> values = new HashMap<>();
        module.settings()
                .forEach((key, value) -> {
                    if (declared.containsKey(key) && settings.secret(value).isEmpty()) {
                        values.put(key, plain(value));
                    }
                });
        try {
            return checks.refused(serving.threads(), serving.toString(), declared, values);
        } catch (PluginException unavailable) {
            return Set.of();
        }
    }

    private PluginModule.Value value(
            Generation serving, Setting<?> setting, @Nullable JsonNode chosen, boolean valid) {
        Optional<ModuleSettings.Secret> secret =
                Optional.ofNullable(chosen).flatMap(settings::secret);
        Object plain = chosen == null || secret.isPresent() ? null : plain(chosen);
        return new PluginModule.Value(
                setting.key(),
                setting.type(),
                setting.defaultValue(),
                plain,
                secret.isPresent() && chosen != null ? name(chosen) : null,
                secret.filter(found -> !found.present()).isPresent(),
                valid,
                setting.min(),
                setting.max(),
                expected(serving, setting));
    }

    private static String name(JsonNode reference) {
        return reference.isObject() ? reference.path(REFERENCE).asText() : reference.asText();
    }

    private static Object plain(JsonNode value) {
        return value.isBoolean()
                ? (Object) value.booleanValue()
                : value.isNumber() ? value.numberValue() : value.asText();
    }
}
