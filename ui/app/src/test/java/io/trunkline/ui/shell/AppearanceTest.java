package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppearanceTest {

    @Test
    void aMemberWhoSetNothingGetsTheSystemsTheme() {
        assertEquals(Appearance.DEFAULT, Appearance.of(Map.of()));
        assertEquals(
                Map.of("data-theme", "", "data-density", "", "data-bare-keys", ""),
                Appearance.DEFAULT.attributes());
    }

    @Test
    void whatIsSetStandsOnThePage() {
        Appearance look =
                Appearance.of(
                        Map.of(
                                "look.theme", "dark",
                                "look.density", "compact",
                                "look.keys", "off",
                                "look.language", "en"));
        assertEquals(
                Map.of("data-theme", "dark", "data-density", "compact", "data-bare-keys", "off"),
                look.attributes());
        assertEquals(Locale.UK, look.language());
    }

    @Test
    void theCookieCarriesTheSame() {
        for (Appearance.Theme theme : Appearance.Theme.values()) {
            for (Appearance.Density density : Appearance.Density.values()) {
                Appearance look = new Appearance(theme, density, false, null);
                assertEquals(look, Appearance.ofCookie(look.cookie()));
            }
        }
    }

    @Test
    void aForgedOrOldCookieCountsAsNotSet() {
        assertEquals(Appearance.DEFAULT, Appearance.ofCookie(""));
        assertEquals(Appearance.DEFAULT, Appearance.ofCookie("\"><script>.x.y.z"));
    }
}
