package io.trunkline.ui.importing;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.trunkline.core.Csv;
import io.trunkline.core.importing.ImportFinding;
import io.trunkline.core.importing.Imports;
import io.trunkline.ui.shell.ScreenTexts;
import io.trunkline.ui.shell.Screens;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// All findings of an import as a file for spreadsheets, in the reader's language, read and written
/// piece by piece.
final class ReportDownload implements DownloadHandler {

    private static final int CHUNK = 1000;

    private final transient Imports imports;
    private final long importId;
    private final String fileName;
    private final Locale locale;

    ReportDownload(Imports imports, long importId, String fileName) {
        this.imports = imports;
        this.importId = importId;
        this.fileName = fileName;
        locale = Screens.locale();
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        String base = fileName.replaceFirst("\\.[^.]*$", "");
        event.setFileName(base + "-" + text("import.report.file") + ".csv");
        event.setContentType("text/csv;charset=UTF-8");
        try (Csv report = new Csv(event.getOutputStream())) {
            report.row(
                    List.of(
                            text("import.findings.row"),
                            text("import.findings.severity"),
                            text("import.findings.field"),
                            text("import.findings.value"),
                            text("import.findings.reason")));
            List<ImportFinding> chunk = imports.findings(importId, 0, CHUNK);
            while (!chunk.isEmpty()) {
                for (ImportFinding finding : chunk) {
                    report.row(row(finding));
                }
                chunk = imports.findings(importId, chunk.getLast().row(), CHUNK);
            }
        }
    }

    private List<String> row(ImportFinding finding) {
        return List.of(
                Long.toString(finding.row()),
                text("import.severity." + finding.severity()),
                text("import.field." + finding.field()),
                finding.value(),
                reason(finding.reason()));
    }

    private String reason(String reason) {
        String key = "import.finding." + reason;
        return ScreenTexts.has(locale, key) ? text(key) : text("import.finding.unknown", reason);
    }

    private String text(String key, Object... arguments) {
        return ScreenTexts.text(locale, key, arguments);
    }
}
