package io.trunkline.core.importing.internal;

import io.trunkline.core.customer.Customer.Gender;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// What an import can change of a customer, before or after it.
///
/// @param importedUnit the unit the last file named that named one
/// @param phones in E.164, first one first
record CustomerState(
        String number,
        String name,
        @Nullable Gender gender,
        @Nullable LocalDate birthDate,
        @Nullable String idNumber,
        @Nullable String address,
        long unit,
        @Nullable Long importedUnit,
        @Nullable String agreementType,
        @Nullable LocalDate agreementStart,
        @Nullable LocalDate agreementEnd,
        @Nullable Long charge,
        @Nullable String currency,
        Map<String, String> customFields,
        List<String> phones) {

    private static final String YUAN = "CNY";

    static CustomerState created(ParsedRow row, long root) {
        return new CustomerState(
                row.number(),
                row.name(),
                row.gender(),
                row.birthDate(),
                row.idNumber(),
                row.address(),
                row.unit() == null ? root : row.unit(),
                row.unit(),
                row.agreementType(),
                row.agreementStart(),
                row.agreementEnd(),
                row.charge(),
                row.charge() == null ? null : YUAN,
                row.customFields(),
                row.e164() == null ? List.of() : List.of(row.e164()));
    }

    /// What the row says nothing of stays as it is. A person's allocation stands as long as the
    /// file says what it said last time, or names a unit the customer is below of.
    ///
    /// @param belowFileUnit whether a unit is the one the row names, or below it
    CustomerState updated(ParsedRow row, LongPredicate belowFileUnit) {
        boolean moves =
                row.unit() != null && !row.unit().equals(importedUnit) && !belowFileUnit.test(unit);
        return new CustomerState(
                number,
                row.name(),
                or(row.gender(), gender),
                or(row.birthDate(), birthDate),
                or(row.idNumber(), idNumber),
                or(row.address(), address),
                moves && row.unit() != null ? row.unit() : unit,
                or(row.unit(), importedUnit),
                or(row.agreementType(), agreementType),
                or(row.agreementStart(), agreementStart),
                or(row.agreementEnd(), agreementEnd),
                or(row.charge(), charge),
                row.charge() == null ? currency : YUAN,
                merged(row.customFields()),
                withPhone(row.e164()));
    }

    private Map<String, String> merged(Map<String, String> fromFile) {
        Map<String, String> merged = new HashMap<>(customFields);
        merged.putAll(fromFile);
        return Map.copyOf(merged);
    }

    /// A number that is not there yet becomes the first; none is lost.
    private List<String> withPhone(@Nullable String e164) {
        if (e164 == null || phones.contains(e164)) {
            return phones;
        }
        List<String> all = new ArrayList<>(phones);
        all.addFirst(e164);
        return List.copyOf(all);
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    /// For the audit, with the names the customer's table uses.
    Map<String, Object> snapshot() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("external_number", number);
        facts.put("name", name);
        put(facts, "gender", gender);
        put(facts, "birth_date", birthDate);
        put(facts, "id_number", idNumber);
        put(facts, "address", address);
        facts.put("org_unit_id", unit);
        put(facts, "agreement_type", agreementType);
        put(facts, "agreement_start", agreementStart);
        put(facts, "agreement_end", agreementEnd);
        put(facts, "monthly_charge", charge);
        put(facts, "monthly_currency", currency);
        facts.put("custom_fields", customFields);
        facts.put("phones", phones);
        return facts;
    }

    private static void put(Map<String, Object> facts, String key, @Nullable Object value) {
        if (value != null) {
            facts.put(key, value);
        }
    }
}
