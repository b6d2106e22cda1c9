package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.tenancy.config.TenantConfigLoader.Loaded;
import io.trunkline.tenancy.config.TenantConfigProblem.Fault;
import io.trunkline.tenancy.config.TenantConfigProblem.Term;
import io.trunkline.tenancy.config.TenantDeclaration.Module;
import io.trunkline.tenancy.config.TenantPlan.Change;
import io.trunkline.tenancy.module.DeclaredPlugins;
import io.trunkline.tenancy.module.DeclaredPlugins.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds plugins in tenants' files that are not there, and settings that they do not have or that
/// would not hold. Looked at is what would change alone: a release that no longer has a setting
/// must not keep every file from being applied. Made for one plan.
final class PluginsInFiles {

    private final DeclaredPlugins plugins;

    PluginsInFiles(DeclaredPlugins plugins) {
        this.plugins = plugins;
    }

    /// @param plans of the files
    List<TenantConfigProblem> find(List<TenantPlan> plans, Loaded loaded) {
        List<TenantConfigProblem> found = new ArrayList<>();
        if (plans.isEmpty()) {
            return found;
        }
        Set<String> known = plugins.ids();
        loaded.forEach(
                plans,
                (plan, tenant, document) -> {
                    Set<String> changed =
                            plan.changes().stream().map(Change::item).collect(Collectors.toSet());
                    for (Module module : tenant.modules()) {
                        if (changed.contains(TenantImage.PLUGIN + module.pluginId())) {
                            check(module, known, document, found);
                        }
                    }
                });
        return found;
    }

    private void check(
            Module module,
            Set<String> known,
            YamlDocument document,
            List<TenantConfigProblem> found) {
        String place = "/plugins/" + module.pluginId();
        if (!known.contains(module.pluginId())) {
            found.add(
                    document.problem(
                            place,
                            Fault.NO_PLUGIN,
                            String.join(", ", new TreeSet<>(known)),
                            module.pluginId()));
            return;
        }
        Optional<Set<String>> keys = plugins.settings(module.pluginId());
        if (keys.isEmpty()) {
            return;
        }
        for (Map.Entry<String, JsonNode> setting : module.settings().properties()) {
            String at = place + "/settings/" + setting.getKey();
            if (!keys.get().contains(setting.getKey())) {
                found.add(
                        document.problem(
                                at,
                                Fault.UNKNOWN_KEY,
                                keys.get().isEmpty()
                                        ? new Term("nothing")
                                        : String.join(", ", new TreeSet<>(keys.get()))));
                continue;
            }
            plugins.refused(module.pluginId(), setting.getKey(), setting.getValue())
                    .ifPresent(expected ->
                            found.add(problem(document, at, expected, setting.getValue())));
        }
    }

    private static TenantConfigProblem problem(
            YamlDocument document, String at, Expected expected, JsonNode value) {
        Object given = value.isValueNode() ? value.asText() : new Term("keys and values");
        if (expected.type() == Integer.class && expected.min() != null && expected.max() != null) {
            return document.problem(
                    at, Fault.NUMBER, expected.min().toString(), expected.max().toString(), given);
        }
        if (expected.type() == String.class && expected.max() != null && value.isTextual()) {
            return document.problem(at, Fault.TOO_LONG, expected.max().toString());
        }
        Term term =
                new Term(
                        expected.type() == Integer.class
                                ? "a whole number"
                                : expected.type() == Boolean.class ? "true or false" : "text");
        return document.problem(at, Fault.EXPECTED, term, given);
    }
}
