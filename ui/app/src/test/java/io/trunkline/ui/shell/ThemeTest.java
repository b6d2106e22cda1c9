package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The theme is its tokens: no colour stands anywhere else, and each pair of them that is used for
/// text or edges is far enough apart, in light and in dark.
class ThemeTest {

    private static final Path THEME =
            Path.of("src/main/resources/META-INF/resources/trunkline.css");

    private static final Pattern TOKEN =
            Pattern.compile(
                    "--(tl-[\\w-]+):\\s*(?:light-dark\\(\\s*(#\\w{6}),\\s*(#\\w{6})\\)|(#\\w{6}))\\s*;");

    private static final Pattern COLOUR =
            Pattern.compile(
                    "#[0-9A-Fa-f]{3,8}\\b|\\b(?:rgba?|hsla?|oklch|oklab|lab)\\("
                            + "|(?<![-\\w.#'])(?:white|black|red|green|blue|gr[ae]y|orange|yellow)(?![-\\w(])");

    private static final Pattern COLOUR_IN_JAVA =
            Pattern.compile("\"[^\"]*(?:#[0-9A-Fa-f]{6}\\b|rgba?\\(|hsla?\\()[^\"]*\"");

    private static final double TEXT = 4.5;
    private static final double EDGE = 3;

    @Test
    void noColourStandsOutsideTheTokens() throws IOException {
        String css = Files.readString(THEME);
        int tokens = css.indexOf("html {");
        int rules = css.indexOf("\n}", tokens);
        assertTrue(tokens >= 0 && rules > tokens);
        String rest = css.substring(rules).replaceAll("(?s)/\\*.*?\\*/", "");
        assertEquals(
                List.of(), COLOUR.matcher(rest).results().map(match -> match.group()).toList());
    }

    @Test
    void noColourStandsInScreensAndPlugins() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path sources :
                List.of(Path.of("src"), Path.of("../spi/src"), Path.of("../../plugins"))) {
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(ThemeTest::isSource).toList()) {
                    Matcher colour = COLOUR_IN_JAVA.matcher(Files.readString(file));
                    while (colour.find()) {
                        found.add(file + ": " + colour.group());
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void textCanBeReadOnWhatItStandsOn() throws IOException {
        Pairs pairs = new Pairs(TEXT);
        for (String text : List.of("text", "text-2", "text-3")) {
            pairs.on(text, "canvas", "surface", "surface-2", "surface-3", "accent-soft");
        }
        for (String meaning : List.of("accent", "ok", "warn", "bad", "vio", "teal", "rose")) {
            pairs.on(meaning + "-text", "surface", "surface-2", meaning + "-soft");
        }
        pairs.on("accent-fg", "accent", "accent-hover", "ok", "bad", "vio")
                .on("text", "mark")
                .on("mark-fg", "mark-1", "mark-2", "mark-3", "mark-4", "mark-5", "mark-6")
                .on("mark-fg", "cover", "cover-mark")
                .on("cover-text", "cover")
                .on("toast-fg", "toast")
                .on("toast-link", "toast");
        assertEquals(List.of(), pairs.tooClose(tokens()));
    }

    @Test
    void edgesFocusAndChartMarksAreSeenOnWhatTheyStandOn() throws IOException {
        Pairs pairs = new Pairs(EDGE);
        pairs.on("line-in", "surface").on("accent", "surface", "surface-2", "surface-3", "canvas");
        for (String mark : List.of("ok", "bad", "vio", "c1", "c2", "c3", "c4", "c5", "c6")) {
            pairs.on(mark, "surface");
        }
        assertEquals(List.of(), pairs.tooClose(tokens()));
    }

    private static boolean isSource(Path file) {
        String name = file.toString();
        return name.endsWith(".java") && name.contains("main") && !name.contains("target");
    }

    private static Map<String, String[]> tokens() throws IOException {
        Map<String, String[]> tokens = new HashMap<>();
        Matcher token = TOKEN.matcher(Files.readString(THEME));
        while (token.find()) {
            String both = token.group(4);
            tokens.put(
                    token.group(1).substring("tl-".length()),
                    both == null
                            ? new String[] {token.group(2), token.group(3)}
                            : new String[] {both, both});
        }
        tokens.put(
                "accent",
                new String[] {tokens.get("accent-light")[0], tokens.get("accent-dark")[0]});
        return tokens;
    }

    private static final class Pairs {

        private final double least;
        private final List<String[]> pairs = new ArrayList<>();

        Pairs(double least) {
            this.least = least;
        }

        Pairs on(String front, String... backs) {
            for (String back : backs) {
                pairs.add(new String[] {front, back});
            }
            return this;
        }

        List<String> tooClose(Map<String, String[]> tokens) {
            List<String> found = new ArrayList<>();
            for (String[] pair : pairs) {
                for (int theme = 0; theme < 2; theme++) {
                    double contrast =
                            contrast(
                                    Objects.requireNonNull(tokens.get(pair[0]), pair[0])[theme],
                                    Objects.requireNonNull(tokens.get(pair[1]), pair[1])[theme]);
                    if (contrast < least) {
                        found.add(
                                "%s on %s, %s: %.2f"
                                        .formatted(
                                                pair[0],
                                                pair[1],
                                                theme == 0 ? "light" : "dark",
                                                contrast));
                    }
                }
            }
            return found;
        }

        /// As WCAG 2.2 defines it.
        private static double contrast(String one, String other) {
            double first = luminance(one);
            double second = luminance(other);
            return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
        }

        private static double luminance(String colour) {
            return 0.2126 * channel(colour, 1)
                    + 0.7152 * channel(colour, 3)
                    + 0.0722 * channel(colour, 5);
        }

        private static double channel(String colour, int at) {
            double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
    }
}
