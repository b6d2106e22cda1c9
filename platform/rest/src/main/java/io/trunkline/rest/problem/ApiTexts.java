package io.trunkline.rest.problem;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// The texts of the API, in every language of the platform.
@ApplicationScoped
public class ApiTexts {

    private final Properties chinese = read("messages_zh.properties");
    private final Properties english = read("messages_en.properties");

    public Optional<String> find(Locale locale, String key, Object... arguments) {
        Properties inLanguage = locale.getLanguage().equals("zh") ? chinese : english;
        return Optional.ofNullable(inLanguage.getProperty(key))
                .map(pattern -> new MessageFormat(pattern, locale).format(arguments));
    }

    /// @return the key itself where there is no such text
    public String text(Locale locale, String key, Object... arguments) {
        return find(locale, key, arguments).orElse(key);
    }

    private static Properties read(String file) {
        Properties properties = new Properties();
        try (InputStream stream =
                ApiTexts.class.getResourceAsStream("/io/trunkline/rest/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource " + file);
            }
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
