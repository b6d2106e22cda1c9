package io.trunkline.core.importing.internal;

import io.trunkline.core.importing.ImportColumn;
import io.trunkline.core.importing.ImportError;
import io.trunkline.core.importing.ImportField;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the columns of one import mean.
public record Columns(List<ImportColumn> all) {

    private static final int SAMPLES = 3;

    /// Columns the importer's role may not fill are left out.
    public static Columns guess(CsvFile file, FieldPolicy policy) throws RefusedFileException {
        List<ImportField> fields = HeaderGuess.of(file.header());
        if (!fields.contains(ImportField.EXTERNAL_NUMBER)) {
            throw new RefusedFileException("no-number-column");
        }
        if (!fields.contains(ImportField.NAME)) {
            throw new RefusedFileException("no-name-column");
        }
        List<ImportColumn> columns = new ArrayList<>();
        for (int index = 0; index < fields.size(); index++) {
            String header = file.header().get(index);
            ImportField field = fields.get(index);
            if (field.rule(policy, header) != Rule.OPEN) {
                if (field == ImportField.EXTERNAL_NUMBER || field == ImportField.NAME) {
                    throw new RefusedFileException("not-allowed", header);
                }
                field = ImportField.IGNORED;
            }
            columns.add(new ImportColumn(index, header, field, true, List.of()));
        }
        return new Columns(columns);
    }

    public Columns withSamples(List<CsvFile.Row> rows) {
        List<ImportColumn> columns = new ArrayList<>();
        for (ImportColumn column : all) {
            List<String> samples =
                    rows.stream()
                            .map(row -> cell(row.cells(), column.index()))
                            .filter(value -> !value.isEmpty())
                            .limit(SAMPLES)
                            .toList();
            columns.add(
                    new ImportColumn(
                            column.index(),
                            column.header(),
                            column.field(),
                            column.guessed(),
                            samples));
        }
        return new Columns(columns);
    }

    /// @throws PluginException [ImportError#COLUMNS_INVALID]
    public Columns corrected(Map<Integer, ImportField> fieldsByColumn, FieldPolicy policy) {
        List<ImportColumn> columns = new ArrayList<>();
        Set<ImportField> taken = EnumSet.noneOf(ImportField.class);
        for (ImportColumn column : all) {
            ImportField field = fieldsByColumn.getOrDefault(column.index(), column.field());
            boolean several = field == ImportField.CUSTOM || field == ImportField.IGNORED;
            boolean nameless = field == ImportField.CUSTOM && column.header().isEmpty();
            boolean closed = field.rule(policy, column.header()) != Rule.OPEN;
            if (nameless || closed || (!several && !taken.add(field))) {
                throw new PluginException(ImportError.COLUMNS_INVALID, column.header());
            }
            boolean guessed = column.guessed() && field == column.field();
            columns.add(
                    new ImportColumn(
                            column.index(), column.header(), field, guessed, column.samples()));
        }
        if (!taken.contains(ImportField.NAME) || !taken.contains(ImportField.EXTERNAL_NUMBER)) {
            throw new PluginException(ImportError.COLUMNS_INVALID, "");
        }
        return new Columns(columns);
    }

    /// Headers that become custom fields.
    public List<String> customFields() {
        return all.stream()
                .filter(column -> column.field() == ImportField.CUSTOM)
                .map(ImportColumn::header)
                .toList();
    }

    /// Position of the field's column, -1 for none.
    public int indexOf(ImportField field) {
        return all.stream()
                .filter(column -> column.field() == field)
                .mapToInt(ImportColumn::index)
                .findFirst()
                .orElse(-1);
    }

    public String value(List<String> cells, ImportField field) {
        return cell(cells, indexOf(field));
    }

    static String cell(List<String> cells, int index) {
        return index >= 0 && index < cells.size() ? cells.get(index).strip() : "";
    }
}
