package io.trunkline.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void startsWithAByteOrderMarkAndQuotesEveryCell() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Csv csv = new Csv(bytes)) {
            csv.row(List.of("行", "a,b", "say \"so\"", ""));
        }
        assertEquals(
                "\uFEFF\"行\",\"a,b\",\"say \"\"so\"\"\",\"\"\r\n",
                bytes.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86 138", "-2", "@SUM(A1)", "  =1+1", "\t=1"})
    void makesWhatASpreadsheetWouldRunHarmless(String value) {
        assertEquals("\"'" + value + '"', Csv.cell(value));
    }
}
