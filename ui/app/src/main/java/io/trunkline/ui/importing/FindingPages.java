package io.trunkline.ui.importing;

import io.trunkline.core.importing.ImportFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Gives the findings of an import by position, as a grid asks for them, out of a source that is
/// read forward by row. What was read stays, so that scrolling back costs nothing.
final class FindingPages {

    private static final int CHUNK = 500;

    private final Source source;
    private final Predicate<ImportFinding> wanted;
    private final List<ImportFinding> seen = new ArrayList<>();
    private long lastRow;
    private boolean ended;

    FindingPages(Source source, Predicate<ImportFinding> wanted) {
        this.source = source;
        this.wanted = wanted;
    }

    /// @return fewer than `limit` only at the end
    List<ImportFinding> page(int offset, int limit) {
        int end = offset + limit;
        while (!ended && seen.size() < end) {
            readOn();
        }
        return List.copyOf(seen.subList(Math.min(offset, seen.size()), Math.min(end, seen.size())));
    }

    private void readOn() {
        List<ImportFinding> chunk = source.after(lastRow, CHUNK);
        if (chunk.isEmpty()) {
            ended = true;
            return;
        }
        chunk.stream().filter(wanted).forEach(seen::add);
        lastRow = chunk.getLast().row();
    }

    @FunctionalInterface
    interface Source {
        /// @return findings of the rows after this one, none at the end
        List<ImportFinding> after(long row, int limit);
    }
}
