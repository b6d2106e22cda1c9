package io.trunkline.plugincheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {

    private static final String GOOD =
            """
            plugin.id=call-tasks
            plugin.version=1.2.0
            plugin.requires=>=0.1.0 & <0.2.0
            plugin.class=example.CallTasks
            plugin.rollback-to=1.1.0
            """;

    @Test
    void isReadFromProperties() throws RefusedException {
        Manifest manifest = Manifest.read(new StringReader(GOOD));
        assertEquals("call-tasks", manifest.id());
        assertTrue(manifest.uiClass().isEmpty());
        assertEquals("1.1.0", manifest.rollbackTo().orElseThrow());
        manifest.requireSpi("0.1.7");
        assertThrows(RefusedException.class, () -> manifest.requireSpi("0.2.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call-tasks | Call_Tasks | lower-case letters",
                "call-tasks | -call | lower-case letters",
                "call-tasks | a-name-that-is-much-longer-than-a-role | at most 30",
                "call-tasks | call-tasks-owner | kept for the platform",
                "call-tasks | '' | has no plugin.id",
                "1.2.0 | one | is not a version",
                "1.2.0 | 01.2.0 | is not a version like 1.2.0",
                "1.2.0 | 1.2 | is not a version like 1.2.0",
                "1.2.0 | 99999999999999999999.0.0 | is not a version like 1.2.0",
                "1.2.0 | 1.2.0-.. | is not a version like 1.2.0",
                "1.2.0 | 1.2.0-a-name-of-a-build-that-is-longer-than-it-should | at most 50 characters",
                "1.1.0 | 01.0.0 | plugin.rollback-to \"01.0.0\" is no version before 1.2.0",
                "1.1.0 | 1.1.0-a-name-of-a-build-that-is-longer-than-it-should | is no version before",
                "example.CallTasks | '' | has no plugin.class",
                "1.1.0 | 1.2.0 | plugin.rollback-to \"1.2.0\" is no version before 1.2.0",
                "1.1.0 | 2.0.0 | is no version before 1.2.0",
                "1.1.0 | last | is no version before 1.2.0",
            })
    void isRefusedNamingWhatIsWrong(String good, String bad, String reason) {
        RefusedException refused =
                assertThrows(
                        RefusedException.class,
                        () -> Manifest.read(new StringReader(GOOD.replace(good, bad))));
        assertTrue(refused.reason().contains(reason), refused.reason());
    }
}
