package io.trunkline.tenancy.config;

import java.util.Locale;

/// The one colour a tenant may choose for its screens.
///
/// @param rgb red, green and blue, a byte each
public record AccentColour(int rgb) {

    /// WCAG AA for text: white labels stand on the colour.
    public static final double LEAST = 4.5;

    /// @param text `#RRGGBB`
    public static AccentColour of(String text) {
        return new AccentColour(Integer.parseInt(text.substring(1), 16));
    }

    public String text() {
        return "#%06X".formatted(rgb);
    }

    public boolean readable() {
        return ratio() >= LEAST;
    }

    /// Contrast to white with one digit, rounded down, for example `3.1`.
    public String contrast() {
        return String.format(Locale.ROOT, "%.1f", Math.floor(ratio() * 10) / 10);
    }

    private double ratio() {
        double luminance =
                0.2126 * linear(rgb >> 16 & 0xFF)
                        + 0.7152 * linear(rgb >> 8 & 0xFF)
                        + 0.0722 * linear(rgb & 0xFF);
        return 1.05 / (luminance + 0.05);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
