package io.trunkline.core.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.core.People;
import io.trunkline.core.importing.ImportJob.Counts;
import io.trunkline.testing.DatabaseTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is wrong in single rows costs those rows or values and nothing else.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
class ImportRowsTest {

    @Inject Imports imports;
    @Inject People people;
    @Inject ImportFixtures fixtures;

    @Test
    void whatCanBeRepairedIsAndWhatCannotIsLeftOut() {
        String file =
                """
                Customer No;Full Name;Mobile;Birth Date;District;Monthly charge (yuan);Contract end
                R-1;Repaired; +86 138 0000 1111 ;1980/2/9;North;1,234.5;2027.12.31
                R-2;Full width;１３８００００１１１２;19800209;South District;9.999;20271231
                R-3;Spreadsheet;13800001113.0;1980年2月9日;North;12;2027-13-01
                R-4;Malformed;1380000111;1990/2/30;Nowhere;a lot;
                R-5;;13800001115;;North;;
                R-1;Again;13800001116;;North;;
                ;Nobody;13800001117;;North;;
                R-6;Twice the phone;13800001111;;;;
                """;
        ImportJob job = fixtures.checked("acme", file.getBytes(StandardCharsets.UTF_8));
        assertEquals(new Counts(5, 0, 0, 3, 3, 2), job.counts());
        assertEquals(
                List.of(
                        "4 date-malformed",
                        "5 birth-date-impossible",
                        "5 phone-malformed",
                        "5 district-unknown",
                        "5 charge-malformed",
                        "6 name-missing",
                        "7 number-repeated",
                        "8 number-missing",
                        "9 district-missing",
                        "9 phone-duplicate"),
                people.as("supervisor", "acme", () -> imports.findings(job.id(), 0, 100)).stream()
                        .map(finding -> finding.row() + " " + finding.reason())
                        .toList());
        fixtures.ran("acme", job.id());
        assertEquals("138 0000 1111", fixtures.only("acme", "R-1").phones().getFirst().number());
        assertEquals("138 0000 1112", fixtures.only("acme", "R-2").phones().getFirst().number());
        assertEquals("138 0000 1113", fixtures.only("acme", "R-3").phones().getFirst().number());
        assertEquals(123450, fixtures.only("acme", "R-1").monthlyCharge().minorUnits());
        assertEquals(1000, fixtures.only("acme", "R-2").monthlyCharge().minorUnits());
        assertEquals(List.of(), fixtures.only("acme", "R-4").phones());
        assertEquals(people.root("acme").id(), fixtures.only("acme", "R-4").orgUnitId());
    }

    @Test
    void whatIsTooLongToKeepRefusesItsRowAndNoOther() {
        String file =
                "编号,姓名,区县,到期日,备注\n"
                        + "L-1,%s,North,,\n".formatted("长".repeat(3_000))
                        + "%s,Number,North,,\n".formatted("9".repeat(3_000))
                        + "L-3,Kept,North,0000-01-01,%s\n".formatted("x".repeat(501))
                        + "L-4,Fine,North,,ok\n";
        ImportJob job = fixtures.checked("acme", file.getBytes(StandardCharsets.UTF_8));
        assertEquals(new Counts(2, 0, 0, 2, 1, 0), job.counts());
        assertEquals(
                List.of(
                        "2 name-too-long",
                        "3 number-too-long",
                        "4 date-malformed",
                        "4 value-too-long"),
                people.as("supervisor", "acme", () -> imports.findings(job.id(), 0, 100)).stream()
                        .map(finding -> finding.row() + " " + finding.reason())
                        .toList());
        fixtures.ran("acme", job.id());
        assertEquals("Kept", fixtures.only("acme", "L-3").name());
        assertEquals("Fine", fixtures.only("acme", "L-4").name());
    }
}
