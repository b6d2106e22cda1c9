package io.trunkline.rest.customer;

import io.trunkline.core.customer.Customer;
import io.trunkline.spi.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A customer as the caller may see it: hidden fields are null or empty, masked ones masked.
///
/// @param idNumber of an identity document
/// @param monthlyCharge in the currency's minor unit
/// @param customFields values by the field's key
/// @param version what an update must name
public record CustomerJson(
        String id,
        String externalNumber,
        String name,
        Customer.@Nullable Gender gender,
        @Nullable LocalDate birthDate,
        List<PhoneJson> phones,
        @Nullable String idNumber,
        @Nullable String address,
        String orgUnitId,
        @Nullable String ownerId,
        @Nullable String agreementType,
        @Nullable LocalDate agreementStart,
        @Nullable LocalDate agreementEnd,
        @Nullable MoneyJson monthlyCharge,
        Map<String, String> customFields,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /// @param number E.164, or masked
    public record PhoneJson(String id, String number, boolean masked) {}

    /// @param minorUnits for example fen
    /// @param currency ISO 4217, for example `CNY`
    public record MoneyJson(long minorUnits, String currency) {

        static @Nullable MoneyJson of(@Nullable Money money) {
            return money == null
                    ? null
                    : new MoneyJson(money.minorUnits(), money.currency().getCurrencyCode());
        }
    }

    public static CustomerJson of(Customer customer) {
        return new CustomerJson(
                Long.toString(customer.id()),
                customer.externalNumber(),
                customer.name(),
                customer.gender(),
                customer.birthDate(),
                customer.phones().stream()
                        .map(phone ->
                                new PhoneJson(
                                        Long.toString(phone.id()), phone.number(), phone.masked()))
                        .toList(),
                customer.idNumber(),
                customer.address(),
                Long.toString(customer.orgUnitId()),
                customer.ownerId() == null ? null : customer.ownerId().toString(),
                customer.agreementType(),
                customer.agreementStart(),
                customer.agreementEnd(),
                MoneyJson.of(customer.monthlyCharge()),
                customer.customFields(),
                customer.version(),
                customer.createdAt(),
                customer.updatedAt());
    }
}
