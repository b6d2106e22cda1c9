package __package__;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.spi.PluginException;
import org.junit.jupiter.api.Test;

/// What needs nothing of the platform: milliseconds.
class NoteDraftTest {

    @Test
    void keepsTheTextWithoutTheSpaceAroundIt() {
        assertEquals("asks for fibre", new NoteDraft(1, " asks for fibre ").checked(14));
    }

    @Test
    void refusesNothingAndTooMuch() {
        for (String text : new String[] {" ", "asks for fibre!"}) {
            PluginException refused =
                    assertThrows(
                            PluginException.class, () -> new NoteDraft(1, text).checked(14));
            assertEquals(__Name__Error.TEXT_UNFIT, refused.code());
        }
    }
}
