package io.trunkline.ui.shell;

/// A colour of the screen, and how far it is from another (WCAG 2.2).
///
/// @param rgb red, green and blue, a byte each
record Colour(int rgb) {

    static final Colour WHITE = new Colour(0xFFFFFF);
    static final Colour BLACK = new Colour(0);

    /// @param text `#RRGGBB`
    static Colour of(String text) {
        return new Colour(Integer.parseInt(text.substring(1), 16));
    }

    String text() {
        return "#%06X".formatted(rgb);
    }

    /// Between 1, the same, and 21, black on white.
    double contrast(Colour other) {
        double one = luminance();
        double two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    /// @param share of the other, from 0 to 1
    Colour mixed(Colour other, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            long channel = Math.round(channel(shift) * (1 - share) + other.channel(shift) * share);
            mixed |= (int) channel << shift;
        }
        return new Colour(mixed);
    }

    private int channel(int shift) {
        return rgb >> shift & 0xFF;
    }

    private double luminance() {
        return 0.2126 * linear(channel(16))
                + 0.7152 * linear(channel(8))
                + 0.0722 * linear(channel(0));
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
