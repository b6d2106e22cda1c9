package io.trunkline.pluginhost.internal.generation;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.spi.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of a generation, by language.
final class PluginTexts implements Texts {

    private static final String FALLBACK = "en";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d{1,2})}");

    private final Map<String, Properties> byLanguage;

    private PluginTexts(Map<String, Properties> byLanguage) {
        this.byLanguage = byLanguage;
    }

    static PluginTexts load(ClassLoader loader) throws RefusedException {
        Map<String, Properties> byLanguage = new HashMap<>();
        for (String language : new String[] {"zh", FALLBACK}) {
            String name = "messages_" + language + ".properties";
            try (InputStream in = loader.getResourceAsStream(name)) {
                if (in == null) {
                    continue;
                }
                Properties texts = new Properties();
                texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
                byLanguage.put(language, texts);
            } catch (IOException | IllegalArgumentException e) {
                throw new RefusedException(name + " cannot be read: " + e.getMessage(), e);
            }
        }
        return new PluginTexts(byLanguage);
    }

    @Override
    public String text(Locale locale, String key, Object... arguments) {
        String pattern = pattern(locale.getLanguage(), key);
        if (arguments.length == 0 || pattern.indexOf('{') < 0) {
            return pattern;
        }
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        return matcher.replaceAll(match -> {
            int index = Integer.parseInt(match.group(1));
            return Matcher.quoteReplacement(
                    index < arguments.length ? format(locale, arguments[index]) : match.group());
        });
    }

    private String pattern(String language, String key) {
        Properties fallback = byLanguage.getOrDefault(FALLBACK, new Properties());
        String other = fallback.getProperty(key, key);
        Properties texts = byLanguage.get(language);
        return texts == null ? other : texts.getProperty(key, other);
    }

    private static String format(Locale locale, Object argument) {
        return argument instanceof Number number
                ? NumberFormat.getInstance(locale).format(number)
                : String.valueOf(argument);
    }
}
