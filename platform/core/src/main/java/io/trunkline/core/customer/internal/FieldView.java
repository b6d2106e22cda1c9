package io.trunkline.core.customer.internal;

import io.trunkline.core.customer.Addresses;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.Customer.Phone;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.core.customer.IdNumbers;
import io.trunkline.core.customer.PhoneNumbers;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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

    /// The policy with these fields' masks taken off; what is hidden stays so.
    public static FieldPolicy opened(FieldPolicy policy, Set<CustomerField> fields) {
        Map<String, Rule> rules = new HashMap<>(policy.rules());
        for (CustomerField field : fields) {
            rules.entrySet()
                    .removeIf(entry ->
                            entry.getValue() == Rule.MASKED
                                    && (entry.getKey().equals(field.key())
                                            || entry.getKey().startsWith(field.key() + ".")));
        }
        return new FieldPolicy(rules);
    }

    public Customer of(CustomerRow row) {
        return new Customer(
                row.id(),
                text(CustomerField.EXTERNAL_NUMBER, row.externalNumber(), 2),
                text(CustomerField.NAME, row.name(), 1),
                whole(CustomerField.GENDER, row.gender()),
                whole(CustomerField.BIRTH_DATE, row.birthDate()),
                phones(row),
                partly(CustomerField.ID_NUMBER, row.idNumber(), IdNumbers::masked),
                partly(CustomerField.ADDRESS, row.address(), Addresses::masked),
                row.orgUnitId(),
                row.ownerId(),
                whole(CustomerField.AGREEMENT_TYPE, row.agreementType()),
                whole(CustomerField.AGREEMENT_START, row.agreementStart()),
                whole(CustomerField.AGREEMENT_END, row.agreementEnd()),
                whole(CustomerField.MONTHLY_CHARGE, row.monthlyCharge()),
                customFields(row),
                row.version(),
                row.createdAt(),
                row.updatedAt());
    }

    private String text(CustomerField field, String value, int shown) {
        return switch (field.rule(policy)) {
            case OPEN, READ_ONLY -> value;
            case MASKED ->
                    value.substring(0, value.offsetByCodePoints(0, Math.min(shown, length(value))))
                            + "**";
            case HIDDEN -> "";
        };
    }

    private @Nullable String partly(
            CustomerField field, @Nullable String value, UnaryOperator<String> mask) {
        if (value == null || field.isShown(policy)) {
            return value;
        }
        return field.rule(policy) == Rule.MASKED ? mask.apply(value) : null;
    }

    private static int length(String value) {
        return value.codePointCount(0, value.length());
    }

    private <T> @Nullable T whole(CustomerField field, @Nullable T value) {
        return field.isShown(policy) ? value : null;
    }

    private List<Phone> phones(CustomerRow row) {
        Rule rule = CustomerField.PHONE.rule(policy);
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
        return row.customFields().entrySet().stream()
                .filter(entry -> policy.shows("customFields." + entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
