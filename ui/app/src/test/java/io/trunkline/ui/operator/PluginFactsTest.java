package io.trunkline.ui.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.tenancy.operator.OperatorAudit;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PluginFactsTest {

    private static final PluginFacts EN = new PluginFacts(new PluginWords(Locale.UK));

    @Test
    void whatIsUsedIsToldByItsVersion() {
        OperatorAudit.Entry use =
                entry(
                        "plugin.use",
                        """
                        {"kind": "BUNDLED", "plugin": "example", "version": "0.1.0"}\
                        """,
                        """
                        {"kind": "RELEASE", "plugin": "example", "version": "0.3.0"}\
                        """);
        assertTrue(PluginFacts.isAbout(use));
        assertEquals("0.1.0 of the server", EN.before(use));
        assertEquals("example 0.3.0", EN.after(use));
        OperatorAudit.Entry remove =
                entry(
                        "plugin.remove",
                        null,
                        """
                        {"kind": "NONE", "plugin": "example", "version": null}\
                        """);
        assertEquals("", EN.before(remove));
        assertEquals("example not used", EN.after(remove));
        assertFalse(PluginFacts.isAbout(entry("tenant.create", null, "{}")));
    }

    @Test
    void stepsAndReasonsAreTold() {
        OperatorAudit.Entry step =
                entry(
                        "plugin.roll-out.step",
                        null,
                        """
                        {"step": 2, "plugin": "example", "tenants": 1, "version": "0.3.0"}\
                        """);
        assertEquals("example 0.3.0 · step 2 · 1 tenant", EN.after(step));
        OperatorAudit.Entry begun =
                entry(
                        "plugin.roll-out",
                        null,
                        """
                        {"from": "0.2.0", "plugin": "example", "version": "0.3.0"}\
                        """);
        assertEquals("0.2.0", EN.before(begun));
        OperatorAudit.Entry back =
                entry(
                        "plugin.roll-out.back",
                        null,
                        """
                        {"plugin": "example", "version": "0.3.0", "reason": "OPERATOR",
                         "arguments": ["ada"]}\
                        """);
        assertEquals("example 0.3.0 · Taken back by ada.", EN.after(back));
        OperatorAudit.Entry other = entry("plugin.data.export", null, "{\"plugin\": \"example\"}");
        assertEquals("example", EN.after(other));
    }

    private static OperatorAudit.Entry entry(
            String action, @Nullable String before, @Nullable String after) {
        return new OperatorAudit.Entry(1, Instant.EPOCH, "ada", action, null, before, after);
    }
}
