package io.trunkline.rest.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.pluginhost.PluginError;
import io.trunkline.spi.PluginException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemFactoryTest {

    private final ProblemFactory problems =
            new ProblemFactory(new ApiTexts(), new CallerLanguage(), null);

    @ParameterizedTest
    @CsvSource({
        "SETTING_UNKNOWN, unknown, 没有这个字段。",
        "SETTING_NUMBER, invalid, 该值不正确。",
        "SETTING_LENGTH, invalid, 该值不正确。",
        "SETTING_INVALID, invalid, 该值不正确。",
        "SETTING_SECRET, invalid, 该值不正确。",
    })
    void aSettingThatIsRefusedIsNamedAsAField(PluginError code, String reason, String message) {
        Problem problem =
                problems.of(
                        new PluginException(code, "longest", 10, 100), Locale.SIMPLIFIED_CHINESE);
        assertEquals(400, problem.status());
        assertEquals(
                List.of(new Problem.FieldError("values.longest", reason, message)),
                problem.errors());
    }

    @Test
    void aPluginThatDoesNotRunIsAwayAndNotUnknown() {
        Problem problem =
                problems.of(new PluginException(PluginError.UNAVAILABLE, "beta"), Locale.ENGLISH);
        assertEquals(503, problem.status());
        assertEquals("UNAVAILABLE", problem.code());
        assertEquals(
                "The plugin “beta” is not there at present; try again later.", problem.title());
    }
}
