package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoCustomersTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);

    @Test
    void aTenantIsAlwaysGivenTheSamePeople() {
        assertEquals(csv("zhengzhou"), csv("zhengzhou"));
    }

    @Test
    void tenantsAreGivenDifferentPeople() {
        assertTrue(
                column(csv("zhengzhou"), 4).stream().noneMatch(column(csv("wuhan"), 4)::contains));
    }

    @Test
    void everyCustomerHasAPhoneOfHisOwn() {
        assertEquals(500, column(csv("zhengzhou"), 4).stream().collect(Collectors.toSet()).size());
    }

    @Test
    void agreementsEndAroundToday() {
        var ends = column(csv("zhengzhou"), 9).stream().map(LocalDate::parse).toList();

        assertTrue(ends.stream().anyMatch(end -> end.isBefore(TODAY)));
        assertTrue(ends.stream().filter(end -> end.isBefore(TODAY.plusDays(60))).count() > 150);
        assertTrue(ends.stream().allMatch(end -> end.isBefore(TODAY.plusYears(2))));
    }

    private static String csv(String tenant) {
        return new DemoCustomers(
                        new TenantFile(
                                tenant,
                                tenant,
                                "zh-CN",
                                ZoneId.of("Asia/Shanghai"),
                                List.of(),
                                List.of("金水区", "二七区")),
                        TODAY)
                .csv(500);
    }

    private static List<String> column(String csv, int index) {
        return csv.lines().skip(1).map(line -> line.split(",", -1)[index]).toList();
    }
}
