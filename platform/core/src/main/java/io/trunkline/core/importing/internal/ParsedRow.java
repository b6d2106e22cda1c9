package io.trunkline.core.importing.internal;

import io.trunkline.core.customer.Customer.Gender;
import io.trunkline.core.importing.ImportFinding.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a row of the file says of a customer. Null: says nothing, or nothing that can be right.
///
/// @param unit the district's unit; null where the row is unmatched
/// @param charge in fen
public record ParsedRow(
        long line,
        String number,
        String name,
        @Nullable Gender gender,
        @Nullable LocalDate birthDate,
        @Nullable String e164,
        @Nullable String idNumber,
        @Nullable String address,
        @Nullable Long unit,
        @Nullable String agreementType,
        @Nullable LocalDate agreementStart,
        @Nullable LocalDate agreementEnd,
        @Nullable Long charge,
        Map<String, String> customFields,
        List<Finding> findings) {

    @Nullable Severity severity() {
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.REFUSED)) {
            return Severity.REFUSED;
        }
        return findings.isEmpty() ? null : Severity.WARNED;
    }
}
