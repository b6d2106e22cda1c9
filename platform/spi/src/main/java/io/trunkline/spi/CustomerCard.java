package io.trunkline.spi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A customer as the session may see it.
///
/// @param externalNumber the company's own customer number
/// @param phone first phone for people to read, masked where the field policy says so; null for
///   none
/// @param monthlyCharge what the customer pays a month, on average
/// @param orgUnitId the unit responsible; the root unit while unmatched
/// @param ownerId the member responsible; null for none
public record CustomerCard(
        long id,
        String externalNumber,
        String name,
        @Nullable String phone,
        @Nullable LocalDate birthDate,
        @Nullable String agreementType,
        @Nullable LocalDate agreementEnd,
        @Nullable Money monthlyCharge,
        long orgUnitId,
        @Nullable Long ownerId) {}
