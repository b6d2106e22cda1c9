package io.trunkline.ui.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.core.importing.ImportField;
import io.trunkline.core.importing.ImportFinding;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FindingPagesTest {

    private static final long ROWS = 1234;

    @Test
    void givesEveryFindingOnceInOrder() {
        FindingPages pages = new FindingPages(FindingPagesTest::source, finding -> true);
        assertEquals(List.of(2L, 3L), rows(pages.page(0, 2)));
        assertEquals(List.of(1002L, 1003L), rows(pages.page(1000, 2)));
        assertEquals(List.of(4L), rows(pages.page(2, 1)));
    }

    @Test
    void endsWithFewerThanAsked() {
        FindingPages pages = new FindingPages(FindingPagesTest::source, finding -> true);
        assertEquals(34, pages.page(1200, 50).size());
        assertEquals(0, pages.page(5000, 50).size());
    }

    @Test
    void readsOnUntilEnoughWantedOnesAreFound() {
        FindingPages pages =
                new FindingPages(FindingPagesTest::source, finding -> finding.row() % 100 == 0);
        assertEquals(List.of(1100L, 1200L), rows(pages.page(10, 50)));
    }

    private static List<ImportFinding> source(long after, int limit) {
        return LongStream.rangeClosed(Math.max(2, after + 1), ROWS + 1)
                .limit(limit)
                .mapToObj(row ->
                        new ImportFinding(
                                row,
                                ImportFinding.Severity.WARNED,
                                ImportField.PHONE,
                                "phone-malformed",
                                "1"))
                .toList();
    }

    private static List<Long> rows(List<ImportFinding> findings) {
        return findings.stream().map(ImportFinding::row).toList();
    }
}
