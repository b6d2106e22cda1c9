package io.trunkline.core.importing.internal;

import io.trunkline.core.importing.ImportField;
import io.trunkline.core.importing.ImportFinding.Severity;

/// A finding as stored with its row.
public record Finding(Severity severity, ImportField field, String reason, String value) {

    static Finding refused(ImportField field, String reason, String value) {
        return new Finding(Severity.REFUSED, field, reason, value);
    }

    static Finding warned(ImportField field, String reason, String value) {
        return new Finding(Severity.WARNED, field, reason, value);
    }
}
