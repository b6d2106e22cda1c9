package io.trunkline.rest.importing;

import io.trunkline.core.importing.ImportFinding;
import io.trunkline.core.importing.Imports;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Findings page by page, cut between rows: the service goes on after a row, so a page that ended
/// in the middle of one would lose the rest of its findings.
final class FindingPages {

    /// More findings than one row can have.
    private static final int SPARE = 50;

    private final Imports imports;

    FindingPages(Imports imports) {
        this.imports = imports;
    }

    /// @param limit at most 950; a page may hold a few more, to end with a whole row
    FindingPage page(long importId, long afterRow, int limit) {
        List<ImportFinding> found = imports.findings(importId, afterRow, limit + SPARE);
        List<ImportFinding> page = new ArrayList<>();
        for (ImportFinding finding : found) {
            if (page.size() >= limit && finding.row() != page.getLast().row()) {
                return new FindingPage(page, page.getLast().row());
            }
            page.add(finding);
        }
        boolean cut = found.size() == limit + SPARE;
        return new FindingPage(page, cut ? page.getLast().row() : null);
    }

    /// @param next row to go on after; null at the end
    record FindingPage(List<ImportFinding> findings, @Nullable Long next) {}
}
