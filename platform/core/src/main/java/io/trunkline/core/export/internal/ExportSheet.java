package io.trunkline.core.export.internal;

import io.trunkline.core.Csv;
import io.trunkline.core.export.CustomerExport.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A file that is written row by row and never held as a whole.
sealed interface ExportSheet extends AutoCloseable {

    void row(List<String> cells) throws IOException;

    @Override
    void close() throws IOException;

    static ExportSheet open(Format format, OutputStream output) throws IOException {
        return switch (format) {
            case CSV -> new Text(new Csv(output));
            case XLSX -> new Spreadsheet(output);
        };
    }

    record Text(Csv csv) implements ExportSheet {

        @Override
        public void row(List<String> cells) throws IOException {
            csv.row(cells);
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }

    /// Every cell is text, which a spreadsheet never runs as a formula.
    final class Spreadsheet implements ExportSheet {

        private static final int FLUSHED_EVERY = 500;

        private final OutputStream output;
        private final Workbook workbook;
        private final Worksheet sheet;
        private int rows;

        Spreadsheet(OutputStream output) {
            this.output = output;
            this.workbook = new Workbook(output, "Trunkline", "1.0");
            this.sheet = workbook.newWorksheet("Customers");
        }

        @Override
        public void row(List<String> cells) throws IOException {
            for (int column = 0; column < cells.size(); column++) {
                sheet.inlineString(rows, column, cells.get(column));
            }
            if (++rows % FLUSHED_EVERY == 0) {
                sheet.flush();
            }
        }

        @Override
        public void close() throws IOException {
            workbook.close();
            // The workbook leaves it open.
            output.close();
        }
    }
}
