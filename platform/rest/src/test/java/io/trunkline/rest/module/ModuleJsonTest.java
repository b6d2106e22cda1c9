package io.trunkline.rest.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.pluginhost.PluginModule;
import io.trunkline.rest.problem.ApiTexts;
import io.trunkline.spi.Setting;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ModuleJsonTest {

    private final ApiTexts texts = new ApiTexts();

    @Test
    void whatIsExpectedIsSaidInTheCallersLanguage() {
        Setting<Integer> number = Setting.integer("longest", 50, 10, 100);
        assertEquals("须为 10 至 100 的整数", expected(number, Locale.SIMPLIFIED_CHINESE));
        assertEquals("A whole number from 10 to 100", expected(number, Locale.ENGLISH));
        Setting<String> text = Setting.text("note", "", 40);
        assertEquals("最多 40 个字符", expected(text, Locale.SIMPLIFIED_CHINESE));
        assertEquals("At most 40 characters", expected(text, Locale.ENGLISH));
        Setting<Boolean> flag = Setting.flag("on", true);
        assertEquals("true 或 false", expected(flag, Locale.SIMPLIFIED_CHINESE));
        // As the plugin says it.
        Setting<String> own = new Setting<>("own", String.class, "", "自己的说法", value -> true);
        assertEquals("自己的说法", expected(own, Locale.SIMPLIFIED_CHINESE));
    }

    private String expected(Setting<?> setting, Locale locale) {
        return ModuleJson.SettingJson.of(
                        new PluginModule.Value(
                                setting.key(),
                                setting.type(),
                                setting.defaultValue(),
                                null,
                                null,
                                false,
                                true,
                                setting.min(),
                                setting.max(),
                                setting.expected()),
                        "name",
                        texts,
                        locale)
                .expected();
    }
}
