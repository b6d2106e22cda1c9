package io.trunkline.rest.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptedLanguageTest {

    @Test
    void theDearestSpokenLanguageIsTaken() {
        assertEquals(Optional.of(Locale.ENGLISH), AcceptedLanguage.of("fr, en-GB;q=0.8, zh;q=0.5"));
        assertEquals(
                Optional.of(Locale.SIMPLIFIED_CHINESE),
                AcceptedLanguage.of("zh-CN,zh;q=0.9,en;q=0.8"));
    }

    @Test
    void nothingOrNonsenseSaysNothing() {
        assertEquals(Optional.empty(), AcceptedLanguage.of(null));
        assertEquals(Optional.empty(), AcceptedLanguage.of("*"));
        assertEquals(Optional.empty(), AcceptedLanguage.of("§§;q=x"));
    }
}
