package io.trunkline.rest.module;

import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.pluginhost.PluginModule;
import io.trunkline.rest.problem.ApiTexts;
import io.trunkline.spi.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A plugin as the tenant uses it.
///
/// @param name in the caller's language; its id where it is not there to tell
/// @param state OFF, ON, TRIPPED or AWAY
/// @param version that serves this tenant; null where none does
/// @param publisher whose release it is; null for one that came with the server
/// @param revision to be given back as `version` with the next change
/// @param next what is being rolled out and has not reached this tenant; null for none
/// @param recentCalls of the tenant on the node that answers, fifty at most
public record ModuleJson(
        String id,
        String name,
        String state,
        @Nullable String version,
        @Nullable String publisher,
        @Nullable Instant enabledAt,
        int revision,
        List<SettingJson> settings,
        List<String> permissions,
        @Nullable String next,
        int recentCalls,
        int recentFailures) {

    static ModuleJson of(
            PluginModule module, PluginGateway gateway, ApiTexts texts, Locale locale) {
        return new ModuleJson(
                module.pluginId(),
                text(module, gateway, locale, "plugin.name", module.pluginId()),
                module.state().name(),
                module.version(),
                module.publisher(),
                module.enabledAt(),
                module.revision(),
                module.settings().stream()
                        .map(value ->
                                SettingJson.of(
                                        value,
                                        text(
                                                module,
                                                gateway,
                                                locale,
                                                "setting." + value.key(),
                                                value.key()),
                                        texts,
                                        locale))
                        .toList(),
                module.permissions().stream().map(Permission::key).toList(),
                module.next(),
                module.recentCalls(),
                module.recentFailures());
    }

    /// @param otherwise for a plugin that has no such text, or is not there
    private static String text(
            PluginModule module,
            PluginGateway gateway,
            Locale locale,
            String key,
            String otherwise) {
        String text = gateway.text(module.pluginId(), locale, key);
        return text.equals(key) ? otherwise : text;
    }

    /// @param type text, number or flag
    /// @param value null where nothing is chosen, or a secret is
    /// @param secretRef name of the chosen secret; null for none
    /// @param valid false where what is chosen does not hold, and the default does
    /// @param expected what a valid value looks like, in the caller's language, or in English where
    ///   the plugin has no text for a check of its own
    public record SettingJson(
            String key,
            String name,
            String type,
            @Nullable Object value,
            Object defaultValue,
            @Nullable String secretRef,
            boolean valid,
            String expected) {

        static SettingJson of(
                PluginModule.Value value, String name, ApiTexts texts, Locale locale) {
            return new SettingJson(
                    value.key(),
                    name,
                    type(value.type()),
                    value.chosen(),
                    value.defaultValue(),
                    value.secret(),
                    value.valid(),
                    expected(value, texts, locale));
        }

        private static String expected(PluginModule.Value value, ApiTexts texts, Locale locale) {
            if (value.min() != null && value.max() != null) {
                return texts.text(locale, "setting.expected.number", value.min(), value.max());
            }
            if (value.max() != null) {
                return texts.text(locale, "setting.expected.text", value.max());
            }
            return value.type() == Boolean.class
                    ? texts.text(locale, "setting.expected.flag")
                    : value.expected();
        }

        private static String type(Class<?> type) {
            if (type == Integer.class) {
                return "number";
            }
            return type == Boolean.class ? "flag" : "text";
        }
    }
}
