package io.trunkline.ui.shell;

import java.util.List;
import java.util.function.Predicate;

/// A tenant's accent in every part that the theme gives it. A tenant chooses one colour; what is
/// made of it can be read in light and in dark (WCAG AA), because each part is moved towards black
/// or white until it can, and no further: the hue stays the tenant's.
record AccentPalette(Tones light, Tones dark) {

    /// @param accent white text stands on it, and it marks edges
    /// @param text on surfaces and on `soft`
    record Tones(Colour accent, Colour hover, Colour text, Colour soft, Colour line) {}

    /// What the accent stands on and beside: tokens of `trunkline.css`, which a test compares.
    ///
    /// @param faintest text that still has to be read on `soft`
    /// @param away where text goes to be read: black or white
    private record Ground(
            Colour surface,
            List<Colour> all,
            Colour faintest,
            Colour away,
            double soft,
            double line) {}

    private static final double TEXT = 4.5;
    private static final double EDGE = 3;
    private static final int STEPS = 200;

    /// Of the accent in the cell of a matrix that is mixed into `soft`.
    private static final double IN_CELL = 0.18;

    static final List<Integer> LIGHT_GROUND = List.of(0xFFFFFF, 0xF8F9FB, 0xEEF1F5, 0xF0F2F6);
    static final List<Integer> DARK_GROUND = List.of(0x15181E, 0x1A1E25, 0x232934, 0x0D0F13);
    static final int LIGHT_FAINTEST = 0x5E6877;
    static final int DARK_FAINTEST = 0x939DAC;

    private static final Ground LIGHT =
            ground(LIGHT_GROUND, LIGHT_FAINTEST, Colour.BLACK, 0.1, 0.3);
    private static final Ground DARK = ground(DARK_GROUND, DARK_FAINTEST, Colour.WHITE, 0.25, 0.45);

    static AccentPalette of(Colour chosen) {
        return new AccentPalette(tones(chosen, LIGHT), tones(chosen, DARK));
    }

    /// Custom properties for the `style` of `<html>`, in the place of the product's own.
    String style() {
        return "--tl-accent-light: %s; --tl-accent-dark: %s; "
                        .formatted(light.accent().text(), dark.accent().text())
                + property("hover", light.hover(), dark.hover())
                + property("text", light.text(), dark.text())
                + property("soft", light.soft(), dark.soft())
                + property("line", light.line(), dark.line());
    }

    private static String property(String name, Colour light, Colour dark) {
        return "--tl-accent-%s: light-dark(%s, %s); ".formatted(name, light.text(), dark.text());
    }

    private static Tones tones(Colour chosen, Ground ground) {
        // Edges first: on dark ground a dark accent has to come up, but not so far that the white
        // text on it fades.
        Colour seen = moved(chosen, ground.away(), colour -> apart(colour, ground.all(), EDGE));
        Colour accent = moved(seen, Colour.BLACK, colour -> colour.contrast(Colour.WHITE) >= TEXT);
        Colour soft = soft(accent, ground);
        Colour cell = soft.mixed(accent, IN_CELL);
        Colour text =
                moved(
                        accent,
                        ground.away(),
                        colour ->
                                apart(colour, ground.all(), TEXT)
                                        && apart(colour, List.of(soft, cell), TEXT));
        return new Tones(
                accent,
                accent.mixed(Colour.BLACK, 0.14),
                text,
                soft,
                ground.surface().mixed(accent, ground.line()));
    }

    private static Colour soft(Colour accent, Ground ground) {
        Colour soft = ground.surface().mixed(accent, ground.soft());
        return moved(soft, ground.surface(), colour -> colour.contrast(ground.faintest()) >= TEXT);
    }

    private static boolean apart(Colour colour, List<Colour> others, double least) {
        return others.stream().allMatch(other -> colour.contrast(other) >= least);
    }

    /// The first colour on the way to another that will do; that other where none does.
    private static Colour moved(Colour from, Colour to, Predicate<Colour> will) {
        for (int step = 0; step <= STEPS; step++) {
            Colour colour = from.mixed(to, (double) step / STEPS);
            if (will.test(colour)) {
                return colour;
            }
        }
        return to;
    }

    private static Ground ground(
            List<Integer> surfaces, int faintest, Colour away, double soft, double line) {
        List<Colour> all = surfaces.stream().map(Colour::new).toList();
        return new Ground(all.getFirst(), all, new Colour(faintest), away, soft, line);
    }
}
