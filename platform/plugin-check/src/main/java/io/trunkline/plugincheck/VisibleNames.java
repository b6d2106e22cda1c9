package io.trunkline.plugincheck;

import java.util.List;

/// Which classes of the platform a plugin can see besides the JDK's: the SPI, and what its
/// signatures name. Names are like `io.trunkline.spi.Route$Handler`.
public final class VisibleNames {

    private static final String SPI = "io.trunkline.spi.";
    private static final String UI_SPI = "io.trunkline.ui.spi.";

    private static final List<String> BESIDES =
            List.of("org.jspecify.annotations.", "org.slf4j.", "com.vaadin.flow.");

    // What else the signatures of Vaadin Flow name.
    private static final List<String> WITH_VAADIN =
            List.of("jakarta.servlet.", "tools.jackson.", "com.fasterxml.jackson.annotation.");

    private VisibleNames() {}

    public static boolean isVisible(String name) {
        return isSpi(name) || isBesides(name);
    }

    public static boolean isSpi(String name) {
        return name.startsWith(SPI) || isUiSpi(name);
    }

    static boolean isUiSpi(String name) {
        return name.startsWith(UI_SPI);
    }

    /// What the SPI's signatures name.
    static boolean isBesides(String name) {
        return BESIDES.stream().anyMatch(name::startsWith)
                || WITH_VAADIN.stream().anyMatch(name::startsWith);
    }

    /// Whether only nodes with screens have it.
    public static boolean isForScreens(String name) {
        return isUiSpi(name)
                || name.startsWith("com.vaadin.")
                || WITH_VAADIN.stream().anyMatch(name::startsWith);
    }
}
