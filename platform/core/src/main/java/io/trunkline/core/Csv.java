package io.trunkline.core;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a table that spreadsheets open as it is meant: UTF-8 with a byte order mark, so that
/// Excel finds the encoding, every cell quoted, and none that would be run as a formula. The one
/// place that quotes CSV.
public final class Csv implements AutoCloseable {

    private static final String STARTS_FORMULA = "=+-@\t\r";

    private final Writer writer;

    /// @param output closed with this
    public Csv(OutputStream output) throws IOException {
        writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
    }

    public void row(List<String> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            writer.write(column == 0 ? "" : ",");
            writer.write(cell(cells.get(column)));
        }
        writer.write("\r\n");
    }

    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    static String cell(String value) {
        return '"' + (startsFormula(value) ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }

    /// Spreadsheets skip blanks in front, so these do not make a cell harmless.
    private static boolean startsFormula(String value) {
        String begin = value.stripLeading();
        return (!value.isEmpty() && STARTS_FORMULA.indexOf(value.charAt(0)) >= 0)
                || (!begin.isEmpty() && STARTS_FORMULA.indexOf(begin.charAt(0)) >= 0);
    }
}
