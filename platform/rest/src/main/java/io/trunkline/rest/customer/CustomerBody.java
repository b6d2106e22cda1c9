package io.trunkline.rest.customer;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerDraft;
import io.trunkline.rest.paging.Parameters;
import io.trunkline.spi.Money;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a caller sends for a customer: the whole of it, also for a change.
///
/// @param phones in any notation; a masked one as it was read means: unchanged
/// @param idNumber of an identity document; a masked one as it was read means: unchanged
/// @param orgUnitId null for the root unit
/// @param version of the customer the change was made from; left out for a new one
public record CustomerBody(
        @Nullable String externalNumber,
        @Nullable String name,
        Customer.@Nullable Gender gender,
        @Nullable LocalDate birthDate,
        @Nullable List<String> phones,
        @Nullable String idNumber,
        @Nullable String address,
        @Nullable String orgUnitId,
        @Nullable String ownerId,
        @Nullable String agreementType,
        @Nullable LocalDate agreementStart,
        @Nullable LocalDate agreementEnd,
        CustomerJson.@Nullable MoneyJson monthlyCharge,
        @JsonSetter(contentNulls = Nulls.SET) @Nullable Map<String, String> customFields,
        @Nullable Integer version) {

    CustomerDraft draft() {
        return new CustomerDraft(
                externalNumber == null ? "" : externalNumber,
                name == null ? "" : name,
                gender,
                birthDate,
                phones == null ? List.of() : phones,
                idNumber,
                address,
                Parameters.id("orgUnitId", orgUnitId),
                Parameters.id("ownerId", ownerId),
                agreementType,
                agreementStart,
                agreementEnd,
                money(),
                customFields == null ? Map.of() : customFields);
    }

    int requireVersion() {
        if (version == null) {
            throw Parameters.invalid("version", "");
        }
        return version;
    }

    private @Nullable Money money() {
        if (monthlyCharge == null) {
            return null;
        }
        try {
            return new Money(
                    monthlyCharge.minorUnits(), Currency.getInstance(monthlyCharge.currency()));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw Parameters.invalid("monthlyCharge.currency", "" + monthlyCharge.currency());
        }
    }
}
