package io.trunkline.plugins.calltasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.spi.ErrorCode;
import io.trunkline.spi.PluginException;
import org.junit.jupiter.api.function.Executable;

/// Says that a call is refused, and why.
final class Refusal {

    private Refusal() {}

    static void assertRefused(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(PluginException.class, call).code());
    }
}
