package io.trunkline.core.importing.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A CSV file whose encoding, delimiter and header were found.
public final class CsvFile {

    static final int MOST_COLUMNS = 200;

    private final UploadedFile file;
    private final TextEncoding encoding;
    private final char delimiter;
    private final List<String> header;

    private CsvFile(UploadedFile file, TextEncoding encoding, char delimiter, List<String> header) {
        this.file = file;
        this.encoding = encoding;
        this.delimiter = delimiter;
        this.header = header;
    }

    /// One data row.
    ///
    /// @param line as a spreadsheet counts, the header being 1
    public record Row(long line, List<String> cells) {}

    @FunctionalInterface
    public interface RowConsumer {
        void accept(Row row);
    }

    public static CsvFile open(UploadedFile file) throws RefusedFileException {
        TextEncoding encoding = TextEncoding.of(file);
        char delimiter = delimiter(file, encoding);
        try (CsvReader<CsvRecord> reader = reader(file, encoding, delimiter)) {
            for (CsvRecord record : reader) {
                if (!blank(record.getFields())) {
                    return new CsvFile(file, encoding, delimiter, header(record.getFields()));
                }
            }
            throw new RefusedFileException("empty");
        } catch (CsvParseException e) {
            throw new RefusedFileException("malformed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long bytes() {
        return file.bytes();
    }

    public String encoding() {
        return encoding.charset().name();
    }

    /// Names of the columns, each once; empty where a column has none.
    public List<String> header() {
        return header;
    }

    /// Hands over every data row; blank rows are passed by, missing cells are empty.
    public void forEachRow(RowConsumer consumer) throws RefusedFileException {
        long line = 0;
        boolean headerSeen = false;
        try (CsvReader<CsvRecord> reader = reader(file, encoding, delimiter)) {
            for (CsvRecord record : reader) {
                line++;
                if (blank(record.getFields())) {
                    continue;
                }
                if (headerSeen) {
                    consumer.accept(new Row(line, record.getFields()));
                }
                headerSeen = true;
            }
        } catch (CsvParseException e) {
            throw new RefusedFileException("malformed", String.valueOf(line + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CsvReader<CsvRecord> reader(
            UploadedFile file, TextEncoding encoding, char delimiter) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .ofCsvRecord(encoding.open(file.path()));
    }

    /// The one that occurs most in the first line, outside of quotes.
    private static char delimiter(UploadedFile file, TextEncoding encoding) {
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        try (Reader reader = encoding.open(file.path())) {
            char[] head = new char[64 * 1024];
            int length = Math.max(0, reader.read(head));
            for (int i = 0; i < length && (quoted || head[i] != '\n'); i++) {
                switch (head[i]) {
                    case '"' -> quoted = !quoted;
                    case ',' -> commas += quoted ? 0 : 1;
                    case ';' -> semicolons += quoted ? 0 : 1;
                    case '\t' -> tabs += quoted ? 0 : 1;
                    default -> {}
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (tabs > commas && tabs > semicolons) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }

    private static List<String> header(List<String> cells) throws RefusedFileException {
        if (cells.size() > MOST_COLUMNS) {
            throw new RefusedFileException("too-many-columns", String.valueOf(MOST_COLUMNS));
        }
        List<String> header = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : cells) {
            String name = cell.strip();
            String unique = name;
            for (int n = 2; !unique.isEmpty() && !seen.add(unique); n++) {
                unique = name + " " + n;
            }
            header.add(unique);
        }
        return List.copyOf(header);
    }

    private static boolean blank(List<String> cells) {
        return cells.stream().allMatch(String::isBlank);
    }
}
