package io.trunkline.core.customer.internal;

import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.Customer.Phone;
import io.trunkline.core.customer.PhoneNumbers;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A stored customer as one field policy lets it be seen. A value that has no partial form (a date,
/// an amount) is left out where it is masked.
public final class FieldView {

    private final FieldPolicy policy;
    private final PhoneNumbers numbers;

    public FieldView(FieldPolicy policy, PhoneNumbers numbers) {
        this.policy = policy;
        this.numbers = numbers;
    }

    public Customer of(CustomerRow row) {
        return new Customer(
                row.id(),
                text("externalNumber", row.externalNumber(), 2),
                text("name", row.name(), 1),
                whole("gender", row.gender()),
                whole("birthDate", row.birthDate()),
                phones(row),
                row.orgUnitId(),
                row.ownerId(),
                whole("agreementType", row.agreementType()),
                whole("agreementStart", row.agreementStart()),
                whole("agreementEnd", row.agreementEnd()),
                whole("monthlyCharge", row.monthlyCharge()),
                customFields(row),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    private String text(String field, String value, int shown) {
        return switch (policy.of(field)) {
            case OPEN, READ_ONLY -> value;
            case MASKED ->
                    value.substring(0, value.offsetByCodePoints(0, Math.min(shown, length(value))))
                            + "**";
            case HIDDEN -> "";
        };
    }

    private static int length(String value) {
        return value.codePointCount(0, value.length());
    }

    private <T> @Nullable T whole(String field, @Nullable T value) {
        return sees(policy.of(field)) ? value : null;
    }

    private List<Phone> phones(CustomerRow row) {
        Rule rule = policy.of("phone");
        if (rule == Rule.HIDDEN) {
            return List.of();
        }
        boolean masked = rule == Rule.MASKED;
        return row.phones().stream()
                .map(phone ->
                        new Phone(
                                phone.id(),
                                masked
                                        ? numbers.masked(phone.e164())
                                        : numbers.display(phone.e164()),
                                masked))
                .toList();
    }

    private Map<String, String> customFields(CustomerRow row) {
        if (!sees(policy.of("customFields"))) {
            return Map.of();
        }
        return row.customFields().entrySet().stream()
                .filter(entry -> sees(policy.of("customFields." + entry.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean sees(Rule rule) {
        return rule == Rule.OPEN || rule == Rule.READ_ONLY;
    }
}
