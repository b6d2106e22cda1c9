package io.trunkline.ui.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportTest {

    @Test
    void startsWithAByteOrderMarkAndQuotesWhatNeedsIt() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvReport report = new CsvReport(bytes)) {
            report.row(List.of("行", "a,b", "say \"so\""));
        }
        assertEquals(
                "\uFEFF行,\"a,b\",\"say \"\"so\"\"\"\r\n", bytes.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86 138", "-2", "@SUM(A1)", "  =1+1", "\t=1"})
    void makesWhatASpreadsheetWouldRunHarmless(String value) {
        assertEquals("'" + value, CsvReport.cell(value));
    }

    @Test
    void leavesPlainValuesAlone() {
        assertEquals("13812345678", CsvReport.cell("13812345678"));
        assertEquals("", CsvReport.cell(""));
    }
}
