package io.trunkline.core.customer.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.core.Json;
import io.trunkline.core.customer.Customer.Gender;
import io.trunkline.spi.Money;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A customer as an audit entry keeps it. An entry that keeps the whole of it leaves out what was
/// empty; one that keeps a part says nothing of the rest.
public final class EarlierState {

    private final JsonNode state;
    private final boolean whole;

    private EarlierState(JsonNode state) {
        this.state = state;
        this.whole = state.has("external_number");
    }

    public static EarlierState of(String json) {
        return new EarlierState(Json.read(json, JsonNode.class));
    }

    public @Nullable Long ownerId() {
        return state.hasNonNull("owner_id") ? state.get("owner_id").asLong() : null;
    }

    public @Nullable Long orgUnitId() {
        return state.hasNonNull("org_unit_id") ? state.get("org_unit_id").asLong() : null;
    }

    /// These values over the present ones, where the policy lets someone write.
    ///
    /// @param ownerGone leave it without an owner
    /// @param unitGone leave it where it is
    public CheckedDraft over(
            CheckedDraft present, FieldPolicy policy, boolean ownerGone, boolean unitGone) {
        Overlay overlay = new Overlay(policy);
        Long unit = orgUnitId();
        return new CheckedDraft(
                overlay.required(
                        "externalNumber",
                        "external_number",
                        present.externalNumber(),
                        JsonNode::asText),
                overlay.required("name", "name", present.name(), JsonNode::asText),
                overlay.value(
                        "gender",
                        "gender",
                        present.gender(),
                        node -> Gender.valueOf(node.asText())),
                overlay.value("birthDate", "birth_date", present.birthDate(), EarlierState::date),
                overlay.required("phone", "phones", present.phones(), EarlierState::texts),
                overlay.value("idNumber", "id_number", present.idNumber(), JsonNode::asText),
                overlay.value("address", "address", present.address(), JsonNode::asText),
                unit == null || unitGone ? present.orgUnitId() : unit,
                // Files of customers name no owner.
                state.has("owner_id") ? (ownerGone ? null : ownerId()) : present.ownerId(),
                overlay.value(
                        "agreementType",
                        "agreement_type",
                        present.agreementType(),
                        JsonNode::asText),
                overlay.value(
                        "agreementStart",
                        "agreement_start",
                        present.agreementStart(),
                        EarlierState::date),
                overlay.value(
                        "agreementEnd",
                        "agreement_end",
                        present.agreementEnd(),
                        EarlierState::date),
                overlay.value(
                        "monthlyCharge", "monthly_charge", present.monthlyCharge(), this::money),
                customFields(present.customFields(), policy));
    }

    private final class Overlay {

        private final FieldPolicy policy;

        Overlay(FieldPolicy policy) {
            this.policy = policy;
        }

        <T> @Nullable T value(
                String field, String column, @Nullable T present, Function<JsonNode, T> read) {
            if (policy.of(field) != Rule.OPEN) {
                return present;
            }
            if (state.hasNonNull(column)) {
                return read.apply(state.get(column));
            }
            return whole ? null : present;
        }

        <T> T required(String field, String column, T present, Function<JsonNode, T> read) {
            return policy.of(field) == Rule.OPEN && state.hasNonNull(column)
                    ? read.apply(state.get(column))
                    : present;
        }
    }

    private Map<String, String> customFields(Map<String, String> present, FieldPolicy policy) {
        if (!state.hasNonNull("custom_fields")) {
            return present;
        }
        JsonNode earlier = state.get("custom_fields");
        Set<String> keys = new TreeSet<>(present.keySet());
        earlier.fieldNames().forEachRemaining(keys::add);
        Map<String, String> values = new HashMap<>();
        for (String key : keys) {
            boolean writes = policy.of("customFields." + key) == Rule.OPEN;
            String value = present.get(key);
            if (writes) {
                value = earlier.hasNonNull(key) ? earlier.get(key).asText() : null;
            }
            if (value != null) {
                values.put(key, value);
            }
        }
        return Map.copyOf(values);
    }

    private Money money(JsonNode charge) {
        String currency =
                state.hasNonNull("monthly_currency")
                        ? state.get("monthly_currency").asText()
                        : "CNY";
        return new Money(charge.asLong(), Currency.getInstance(currency));
    }

    private static LocalDate date(JsonNode node) {
        return LocalDate.parse(node.asText());
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
