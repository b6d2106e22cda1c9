package io.trunkline.core.importing.internal;

import io.trunkline.core.importing.ImportField;
import io.trunkline.core.importing.ImportFinding.Severity;

/// A finding as stored with its row.
///
/// @param value as in the file, its beginning where it is long
public record Finding(Severity severity, ImportField field, String reason, String value) {

    private static final int VALUE_LENGTH = 200;

    public Finding {
        if (value.length() > VALUE_LENGTH) {
            value = value.substring(0, VALUE_LENGTH) + "…";
        }
    }

    static Finding refused(ImportField field, String reason, String value) {
        return new Finding(Severity.REFUSED, field, reason, value);
    }

    static Finding warned(ImportField field, String reason, String value) {
        return new Finding(Severity.WARNED, field, reason, value);
    }
}
