package io.trunkline.plugincheck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class VersionsTest {

    @Test
    void countsNumbersAndPutsWhatIsToComeFirst() {
        assertTrue(Versions.isBefore("1.9.0", "1.10.0"));
        assertTrue(Versions.isBefore("2.0.0-rc.1", "2.0.0"));
        assertFalse(Versions.isBefore("1.0.0", "1.0.0"));
    }
}
