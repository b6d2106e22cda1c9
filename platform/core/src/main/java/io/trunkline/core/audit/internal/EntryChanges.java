package io.trunkline.core.audit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.core.Json;
import io.trunkline.core.audit.FieldChange;
import io.trunkline.core.customer.Addresses;
import io.trunkline.core.customer.IdNumbers;
import io.trunkline.core.customer.PhoneNumbers;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What changed in an entry, field by field, as one field policy lets it be seen. Whatever was done
/// to a customer stands under that policy; entries about anything else hold no customer's values.
public final class EntryChanges {

    /// What changes with every change, and what the entry itself says already.
    private static final Set<String> NOISE =
            Set.of(
                    "id",
                    "version",
                    "createdAt",
                    "updatedAt",
                    "importedUnitId",
                    "monthlyCurrency",
                    "deletedAt",
                    "deletedBy",
                    "agreementEndKey",
                    "tenantId");

    private static final Map<String, String> NAMES = Map.of("phones", "phone");

    private final FieldPolicy policy;
    private final PhoneNumbers numbers;

    public EntryChanges(FieldPolicy policy, PhoneNumbers numbers) {
        this.policy = policy;
        this.numbers = numbers;
    }

    public List<FieldChange> of(EntryTable.Entry entry) {
        boolean customer =
                entry.item().objectType().equals("customer")
                        || entry.item().action().startsWith("customer.");
        Map<String, String> before = values(entry.before(), customer);
        Map<String, String> after = values(entry.after(), customer);
        Set<String> fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String field : fields) {
            String old = before.get(field);
            String now = after.get(field);
            if (!Objects.equals(old, now)) {
                FieldChange change =
                        customer
                                ? visible(field, old, now)
                                : new FieldChange(field, old, now, false);
                if (change != null) {
                    changes.add(change);
                }
            }
        }
        return List.copyOf(changes);
    }

    private @Nullable FieldChange visible(
            String field, @Nullable String before, @Nullable String after) {
        Rule rule = policy.of(field);
        if (rule == Rule.HIDDEN) {
            return null;
        }
        if (rule != Rule.MASKED) {
            return new FieldChange(field, shown(field, before), shown(field, after), false);
        }
        return new FieldChange(field, masked(field, before), masked(field, after), true);
    }

    private @Nullable String shown(String field, @Nullable String value) {
        return value == null || !field.equals("phone") ? value : each(value, numbers::display);
    }

    private @Nullable String masked(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (field) {
            case "name" -> beginning(value, 1) + "**";
            case "externalNumber" -> beginning(value, 2) + "**";
            case "phone" -> each(value, numbers::masked);
            case "idNumber" -> IdNumbers.masked(value);
            case "address" -> Addresses.masked(value);
            default -> "**";
        };
    }

    private static String beginning(String value, int length) {
        int points = Math.min(length, value.codePointCount(0, value.length()));
        return value.substring(0, value.offsetByCodePoints(0, points));
    }

    private interface Form {
        String of(String value);
    }

    private static String each(String values, Form form) {
        return Arrays.stream(values.split(", ", -1))
                .map(form::of)
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> values(@Nullable String json, boolean customer) {
        Map<String, String> values = new TreeMap<>();
        if (json == null) {
            return values;
        }
        JsonNode object = Json.read(json, JsonNode.class);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String field = customer ? camelCase(member.getKey()) : member.getKey();
            if (customer && NOISE.contains(field)) {
                continue;
            }
            put(values, NAMES.getOrDefault(field, field), member.getValue(), object);
        }
        return values;
    }

    private static void put(
            Map<String, String> values, String field, JsonNode value, JsonNode object) {
        if (value.isNull() || value.isArray() && value.isEmpty()) {
            return;
        }
        if (field.equals("monthlyCharge") && object.hasNonNull("monthly_currency")) {
            values.put(field, value.asText() + " " + object.get("monthly_currency").asText());
        } else if (value.isObject()) {
            value.properties()
                    .forEach(member ->
                            put(values, field + "." + member.getKey(), member.getValue(), value));
        } else if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(part.isValueNode() ? part.asText() : part.toString()));
            values.put(field, String.join(", ", parts));
        } else {
            values.put(field, value.asText());
        }
    }

    /// Entries keep columns; programs and policies say it as JSON does.
    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }
}
