package io.trunkline.ui.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A table for spreadsheets: UTF-8 with a byte order mark, so that Excel finds the encoding, and no
/// cell that a spreadsheet would run as a formula.
final class CsvReport implements AutoCloseable {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Writer writer;

    CsvReport(OutputStream output) throws IOException {
        writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
    }

    void row(List<String> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            if (column > 0) {
                writer.write(',');
            }
            writer.write(cell(cells.get(column)));
        }
        writer.write("\r\n");
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    static String cell(String value) {
        String harmless = startsFormula(value) ? "'" + value : value;
        boolean plain =
                harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }

    /// Spreadsheets skip blanks in front, so these do not make a cell harmless.
    private static boolean startsFormula(String value) {
        String begin = value.stripLeading();
        return (!value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0)
                || (!begin.isEmpty() && FORMULA_STARTS.indexOf(begin.charAt(0)) >= 0);
    }
}
