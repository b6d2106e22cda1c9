package io.trunkline.rest.importing;

import io.trunkline.core.importing.ImportFinding;
import io.trunkline.rest.problem.ApiTexts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The row-level report of an import as CSV that a spreadsheet opens as it is meant.
final class FindingReport {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int PAGE = 900;
    private static final String STARTS_FORMULA = "=+-@\t\r";

    private final FindingPages pages;
    private final ApiTexts texts;
    private final Locale locale;

    FindingReport(FindingPages pages, ApiTexts texts, Locale locale) {
        this.pages = pages;
        this.texts = texts;
        this.locale = locale;
    }

    void write(long importId, OutputStream stream) throws IOException {
        Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        writer.write(BYTE_ORDER_MARK);
        line(
                writer,
                text("report.row"),
                text("report.severity"),
                text("report.field"),
                text("report.finding"),
                text("report.value"));
        @Nullable Long after = 0L;
        while (after != null) {
            FindingPages.FindingPage page = pages.page(importId, after, PAGE);
            for (ImportFinding finding : page.findings()) {
                line(
                        writer,
                        Long.toString(finding.row()),
                        text("report.severity." + finding.severity()),
                        text("report.field." + finding.field()),
                        text("report.finding." + finding.reason()),
                        finding.value());
            }
            after = page.next();
        }
        writer.flush();
    }

    private String text(String key) {
        return texts.text(locale, key);
    }

    private static void line(Writer writer, String... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            writer.write(i == 0 ? "" : ",");
            writer.write(cell(cells[i]));
        }
        writer.write("\r\n");
    }

    /// Quoted, and never something a spreadsheet would take for a formula.
    static String cell(String value) {
        // Spreadsheets skip blanks in front, so these do not make a cell harmless.
        String begin = value.stripLeading();
        boolean formula =
                (!value.isEmpty() && STARTS_FORMULA.indexOf(value.charAt(0)) >= 0)
                        || (!begin.isEmpty() && STARTS_FORMULA.indexOf(begin.charAt(0)) >= 0);
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
