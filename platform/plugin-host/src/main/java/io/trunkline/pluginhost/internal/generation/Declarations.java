package io.trunkline.pluginhost.internal.generation;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.spi.ApprovalKind;
import io.trunkline.spi.Permission;
import io.trunkline.spi.Setting;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.TrunklinePlugin;
import io.trunkline.tenancy.CorePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Asks a plugin once what it adds, and holds it to the SPI's rules.
///
/// @param answerLimit the largest answer of a route, in bytes
record Declarations(String pluginId, TrunklinePlugin entry, int answerLimit) {

    private static final Pattern SETTING_KEY = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Set<Class<?>> SETTING_TYPES =
            Set.of(String.class, Integer.class, Boolean.class);

    Generation.Declared read(Optional<Object> ui, PluginTexts texts) throws RefusedException {
        try {
            Set<Permission> permissions = permissions();
            Set<Permission> known = new HashSet<>(permissions);
            known.addAll(CorePermissions.ALL);
            return new Generation.Declared(
                    entry,
                    ui,
                    permissions,
                    settings(),
                    RouteTable.of(entry.routes(), known, new PluginJson(answerLimit)),
                    List.<Subscription<?>>copyOf(entry.subscriptions()),
                    List.copyOf(entry.openWork()),
                    List.copyOf(entry.notifications()),
                    approvals(known),
                    texts);
        } catch (RuntimeException e) {
            throw new RefusedException("it could not say what it adds: " + e, e);
        }
    }

    private Set<Permission> permissions() throws RefusedException {
        Set<Permission> permissions = Set.copyOf(entry.permissions());
        for (Permission permission : permissions) {
            if (!permission.key().startsWith(pluginId + ".")) {
                throw new RefusedException(
                        "permission %s does not begin with %s."
                                .formatted(permission.key(), pluginId));
            }
        }
        return permissions;
    }

    private List<ApprovalKind> approvals(Set<Permission> known) throws RefusedException {
        List<ApprovalKind> approvals = List.copyOf(entry.approvals());
        for (ApprovalKind kind : approvals) {
            if (!known.contains(kind.approver())) {
                throw new RefusedException(
                        "approval %s names %s, which no role can grant"
                                .formatted(kind.key(), kind.approver().key()));
            }
        }
        return approvals;
    }

    private Map<String, Setting<?>> settings() throws RefusedException {
        Map<String, Setting<?>> settings = new LinkedHashMap<>();
        for (Setting<?> setting : entry.settings()) {
            if (!SETTING_KEY.matcher(setting.key()).matches()) {
                throw new RefusedException(
                        "setting \"" + setting.key() + "\" is not lower case with hyphens");
            }
            if (!SETTING_TYPES.contains(setting.type())) {
                throw new RefusedException(
                        "setting %s is a %s; String, Integer and Boolean are possible"
                                .formatted(setting.key(), setting.type().getSimpleName()));
            }
            if (settings.put(setting.key(), setting) != null) {
                throw new RefusedException("setting " + setting.key() + " is declared twice");
            }
        }
        return settings;
    }
}
