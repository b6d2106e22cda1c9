package io.trunkline.rest.importing;

import io.trunkline.core.Csv;
import io.trunkline.core.importing.ImportFinding;
import io.trunkline.rest.problem.ApiTexts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The row-level report of an import as CSV that a spreadsheet opens as it is meant.
final class FindingReport {

    private static final int PAGE = 900;

    private final FindingPages pages;
    private final ApiTexts texts;
    private final Locale locale;

    FindingReport(FindingPages pages, ApiTexts texts, Locale locale) {
        this.pages = pages;
        this.texts = texts;
        this.locale = locale;
    }

    void write(long importId, OutputStream stream) throws IOException {
        Csv csv = new Csv(stream);
        csv.row(
                List.of(
                        text("report.row"),
                        text("report.severity"),
                        text("report.field"),
                        text("report.finding"),
                        text("report.value")));
        @Nullable Long after = 0L;
        while (after != null) {
            FindingPages.FindingPage page = pages.page(importId, after, PAGE);
            for (ImportFinding finding : page.findings()) {
                csv.row(
                        List.of(
                                Long.toString(finding.row()),
                                text("report.severity." + finding.severity()),
                                text("report.field." + finding.field()),
                                text("report.finding." + finding.reason()),
                                finding.value()));
            }
            after = page.next();
        }
        csv.flush();
    }

    private String text(String key) {
        return texts.text(locale, key);
    }
}
