package io.trunkline.core.customer;

import io.trunkline.spi.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person or a caller of the API enters for a customer. Checked by [Customers], which
/// reports every wrong field at once.
///
/// @param phones as typed; kept in E.164. An entry that equals the masked form of a present phone
///   means: unchanged
/// @param idNumber of an identity document; checked where it looks like a Chinese one
/// @param orgUnitId null for the root unit
public record CustomerDraft(
        String externalNumber,
        String name,
        Customer.@Nullable Gender gender,
        @Nullable LocalDate birthDate,
        List<String> phones,
        @Nullable String idNumber,
        @Nullable String address,
        @Nullable Long orgUnitId,
        @Nullable Long ownerId,
        @Nullable String agreementType,
        @Nullable LocalDate agreementStart,
        @Nullable LocalDate agreementEnd,
        @Nullable Money monthlyCharge,
        Map<String, String> customFields) {}
