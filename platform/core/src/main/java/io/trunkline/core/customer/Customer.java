package io.trunkline.core.customer;

import io.trunkline.spi.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A person customer as the current session may see it: hidden fields are null or empty, masked
/// ones masked.
///
/// @param phones first one first
/// @param idNumber of an identity document
/// @param customFields values by the key of the tenant's [CustomField]
/// @param version for optimistic locking: what an update must name
public record Customer(
        long id,
        String externalNumber,
        String name,
        @Nullable Gender gender,
        @Nullable LocalDate birthDate,
        List<Phone> phones,
        @Nullable String idNumber,
        @Nullable String address,
        long orgUnitId,
        @Nullable Long ownerId,
        @Nullable String agreementType,
        @Nullable LocalDate agreementStart,
        @Nullable LocalDate agreementEnd,
        @Nullable Money monthlyCharge,
        Map<String, String> customFields,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    public enum Gender {
        FEMALE,
        MALE
    }

    /// @param number for people to read, masked where the field policy says so
    /// @param masked whether it is
    public record Phone(long id, String number, boolean masked) {}
}
