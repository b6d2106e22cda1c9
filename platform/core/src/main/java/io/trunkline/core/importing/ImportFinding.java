package io.trunkline.core.importing;

/// What is wrong in one row.
///
/// @param row line of the file a spreadsheet shows: the header is 1
/// @param severity REFUSED: the row is not imported; WARNED: it is, without the value or with a
///   doubt
/// @param field which field
/// @param reason key of a text `import.finding.<reason>`: `name-missing`, `phone-malformed`,
///   `phone-repaired`, `phone-duplicate`, `birth-date-impossible`, `district-missing`,
///   `district-unknown`, `number-missing`, `number-repeated`, `date-malformed`, `charge-malformed`,
///   `id-number-malformed`, `id-number-duplicate`, `number-too-long`, `name-too-long`,
///   `value-too-long`
/// @param value as in the file
public record ImportFinding(
        long row, Severity severity, ImportField field, String reason, String value) {

    ImportFinding withoutValue() {
        return new ImportFinding(row, severity, field, reason, "");
    }

    public enum Severity {
        REFUSED,
        WARNED
    }
}
