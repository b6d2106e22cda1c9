package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AccentPaletteTest {

    private static final Path THEME =
            Path.of("src/main/resources/META-INF/resources/trunkline.css");

    @Test
    void contrastIsWhatWcagSays() {
        assertEquals(21, Colour.BLACK.contrast(Colour.WHITE), 0.001);
        assertEquals(1, Colour.WHITE.contrast(Colour.WHITE), 0.001);
        assertEquals(4.54, Colour.of("#767676").contrast(Colour.WHITE), 0.005);
        assertEquals(4.48, Colour.WHITE.contrast(Colour.of("#777777")), 0.005);
        assertEquals(5.25, Colour.of("#FF0000").contrast(Colour.BLACK), 0.005);
    }

    @Test
    void whateverATenantChoosesCanBeReadInLightAndInDark() {
        List<String> faults = new ArrayList<>();
        for (int red = 0; red < 256; red += 17) {
            for (int green = 0; green < 256; green += 17) {
                for (int blue = 0; blue < 256; blue += 17) {
                    Colour chosen = new Colour(red << 16 | green << 8 | blue);
                    AccentPalette palette = AccentPalette.of(chosen);
                    check(
                            chosen.text() + " in light",
                            palette.light(),
                            AccentPalette.LIGHT_GROUND,
                            AccentPalette.LIGHT_FAINTEST,
                            faults);
                    check(
                            chosen.text() + " in dark",
                            palette.dark(),
                            AccentPalette.DARK_GROUND,
                            AccentPalette.DARK_FAINTEST,
                            faults);
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void aColourThatWillDoIsLeftAsItWasChosen() {
        Colour chosen = Colour.of("#A3195B");
        AccentPalette palette = AccentPalette.of(chosen);
        assertEquals(chosen, palette.light().accent());
        assertTrue(palette.style().startsWith("--tl-accent-light: #A3195B; --tl-accent-dark: #"));
        assertTrue(palette.style().contains("--tl-accent-text: light-dark(#"), palette.style());
    }

    @Test
    void oneThatIsTooLightForWhiteTextIsDarkenedAndKeepsItsHue() {
        Colour accent = AccentPalette.of(Colour.of("#FFD400")).light().accent();
        assertTrue(accent.contrast(Colour.WHITE) >= 4.5, accent.text());
        assertTrue((accent.rgb() >> 16) > (accent.rgb() >> 8 & 0xFF), accent.text());
        assertEquals(0, accent.rgb() & 0xFF, accent.text());
    }

    @Test
    void theGroundIsThatOfTheTheme() throws IOException {
        String css = Files.readString(THEME);
        List<String> surfaces = List.of("surface", "surface-2", "surface-3", "canvas");
        for (int index = 0; index < surfaces.size(); index++) {
            String[] token = token(css, surfaces.get(index));
            assertEquals(Colour.of(token[0]).rgb(), AccentPalette.LIGHT_GROUND.get(index));
            assertEquals(Colour.of(token[1]).rgb(), AccentPalette.DARK_GROUND.get(index));
        }
        String[] faintest = token(css, "text-3");
        assertEquals(Colour.of(faintest[0]).rgb(), AccentPalette.LIGHT_FAINTEST);
        assertEquals(Colour.of(faintest[1]).rgb(), AccentPalette.DARK_FAINTEST);
    }

    private static String[] token(String css, String name) {
        Matcher token =
                Pattern.compile("--tl-" + name + ": light-dark\\((#\\w{6}), (#\\w{6})\\);")
                        .matcher(css);
        assertTrue(token.find(), name);
        return new String[] {token.group(1), token.group(2)};
    }

    private static void check(
            String what,
            AccentPalette.Tones tones,
            List<Integer> ground,
            int faintest,
            List<String> faults) {
        hold(what + ": white on accent", tones.accent(), Colour.WHITE, 4.5, faults);
        hold(what + ": white on hover", tones.hover(), Colour.WHITE, 4.5, faults);
        hold(what + ": text on soft", tones.text(), tones.soft(), 4.5, faults);
        hold(what + ": faintest on soft", new Colour(faintest), tones.soft(), 4.5, faults);
        hold(
                what + ": text in a cell",
                tones.text(),
                tones.soft().mixed(tones.accent(), 0.18),
                4.5,
                faults);
        for (int surface : ground) {
            hold(what + ": text", tones.text(), new Colour(surface), 4.5, faults);
            hold(what + ": edge", tones.accent(), new Colour(surface), 3, faults);
        }
    }

    private static void hold(
            String what, Colour one, Colour other, double least, List<String> faults) {
        if (one.contrast(other) < least) {
            faults.add("%s: %.2f".formatted(what, one.contrast(other)));
        }
    }
}
