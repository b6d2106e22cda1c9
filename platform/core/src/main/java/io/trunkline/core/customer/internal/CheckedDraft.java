package io.trunkline.core.customer.internal;

import io.trunkline.core.customer.Customer.Gender;
import io.trunkline.spi.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values a customer is to have, all of them right.
///
/// @param phones in E.164, first one first, none twice
public record CheckedDraft(
        String externalNumber,
        String name,
        @Nullable Gender gender,
        @Nullable LocalDate birthDate,
        List<String> phones,
        @Nullable String idNumber,
        @Nullable String address,
        long orgUnitId,
        @Nullable Long ownerId,
        @Nullable String agreementType,
        @Nullable LocalDate agreementStart,
        @Nullable LocalDate agreementEnd,
        @Nullable Money monthlyCharge,
        Map<String, String> customFields) {

    public static CheckedDraft of(CustomerRow row) {
        return new CheckedDraft(
                row.externalNumber(),
                row.name(),
                row.gender(),
                row.birthDate(),
                row.phones().stream().map(CustomerRow.StoredPhone::e164).toList(),
                row.idNumber(),
                row.address(),
                row.orgUnitId(),
                row.ownerId(),
                row.agreementType(),
                row.agreementStart(),
                row.agreementEnd(),
                row.monthlyCharge(),
                row.customFields());
    }
}
