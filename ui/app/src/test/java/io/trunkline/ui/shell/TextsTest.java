package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.spi.Permission;
import io.trunkline.tenancy.CorePermissions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern KEY =
            Pattern.compile(
                    "\"((?:shell|customer|plugin|module|notification|reminder|approval|audit|bin)\\.[A-Za-z0-9._-]*[A-Za-z0-9])\"");

    /// Which each plugin has of its own.
    private static final Set<String> OF_PLUGINS = Set.of("plugin.name", "plugin.summary");

    @Test
    void everyTextIsThereInBothLanguages() {
        for (String feature : ScreenTexts.FEATURES) {
            assertEquals(keys(feature, "zh"), keys(feature, "en"), feature);
        }
    }

    @Test
    void noTextIsEmpty() {
        for (String feature : ScreenTexts.FEATURES) {
            for (String language : new String[] {"zh", "en"}) {
                assertFalse(bundle(feature, language).containsValue(""), feature);
            }
        }
    }

    @Test
    void everyKeyInTheCodeHasAText() throws IOException {
        Set<String> permissions =
                CorePermissions.ALL.stream().map(Permission::key).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            Set<String> missing =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(file -> KEY.matcher(read(file)).results())
                            .map((MatchResult match) -> match.group(1))
                            .filter(key -> !permissions.contains(key))
                            .filter(key -> !OF_PLUGINS.contains(key))
                            .filter(key -> !ScreenTexts.has(Locale.UK, key))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), missing);
        }
    }

    @Test
    void aMissingTextIsSeen() {
        assertEquals("!shell.none-such", ScreenTexts.text(Locale.UK, "shell.none-such"));
    }

    @Test
    void everyReasonAndChoiceHasAText() {
        for (String key :
                new String[] {
                    "customer.sort.created",
                    "customer.sort.name",
                    "customer.sort.agreement_end",
                    "customer.gender.FEMALE",
                    "customer.channel.PHONE.in",
                    "customer.problem.phone.malformed",
                    "shell.error.kind.CONFLICT"
                }) {
            assertTrue(ScreenTexts.has(Locale.SIMPLIFIED_CHINESE, key), key);
        }
    }

    private static Set<Object> keys(String feature, String language) {
        return new TreeSet<>(bundle(feature, language).keySet());
    }

    private static Properties bundle(String feature, String language) {
        String name = "/texts/" + feature + "_" + language + ".properties";
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(TextsTest.class.getResourceAsStream(name), name),
                        StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
