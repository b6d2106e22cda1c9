package io.trunkline.ui.importing;

import io.trunkline.core.importing.ImportFinding;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;

/// Findings as people read them.
final class FindingTexts {

    private FindingTexts() {}

    static String reason(String reason) {
        String key = "import.finding." + reason;
        return ScreenTexts.has(Screens.locale(), key)
                ? Parts.text(key)
                : Parts.text("import.finding.unknown", reason);
    }

    static String value(ImportFinding finding) {
        return finding.value().isBlank()
                ? Parts.text("import.findings.empty-value")
                : finding.value();
    }

    static String tone(ImportFinding.Severity severity) {
        return severity == ImportFinding.Severity.REFUSED ? "bad" : "warn";
    }
}
