package io.trunkline.core.export.internal;

import io.trunkline.core.customer.CustomField;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.spi.Money;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The columns of an export: those a role sees anything in. The customers come as she sees them.
final class ExportColumns {

    private final FieldPolicy policy;
    private final ZoneId zone;
    private final UnaryOperator<String> texts;
    private final List<CustomField> customFields;

    ExportColumns(
            FieldPolicy policy,
            List<CustomField> customFields,
            ZoneId zone,
            UnaryOperator<String> texts) {
        this.policy = policy;
        this.zone = zone;
        this.texts = texts;
        this.customFields =
                customFields.stream()
                        .filter(field ->
                                policy.shows(CustomerField.CUSTOM_FIELDS.key() + "." + field.key()))
                        .toList();
    }

    List<String> head() {
        List<String> head = new ArrayList<>();
        for (CustomerField field : CustomerField.values()) {
            if (field == CustomerField.CUSTOM_FIELDS) {
                customFields.forEach(custom -> head.add(custom.label()));
            } else if (isThere(field)) {
                head.add(texts.apply(field.key()));
            }
        }
        head.add(texts.apply("unit"));
        head.add(texts.apply("owner"));
        head.add(texts.apply("created"));
        return head;
    }

    List<String> row(Customer customer, Map<Long, String> units, Map<Long, String> owners) {
        List<String> cells = new ArrayList<>();
        for (CustomerField field : CustomerField.values()) {
            if (field == CustomerField.CUSTOM_FIELDS) {
                customFields.forEach(custom ->
                        cells.add(customer.customFields().getOrDefault(custom.key(), "")));
            } else if (isThere(field)) {
                cells.add(cell(field, customer));
            }
        }
        Long owner = customer.ownerId();
        cells.add(units.getOrDefault(customer.orgUnitId(), ""));
        cells.add(owner == null ? "" : owners.getOrDefault(owner, ""));
        cells.add(customer.createdAt().atZone(zone).toLocalDate().toString());
        return cells;
    }

    private boolean isThere(CustomerField field) {
        return field.isShown(policy)
                || (field.rule(policy) == Rule.MASKED
                        && field.mask() != CustomerField.Mask.NOTHING);
    }

    private String cell(CustomerField field, Customer customer) {
        return switch (field) {
            case EXTERNAL_NUMBER -> customer.externalNumber();
            case NAME -> customer.name();
            case GENDER -> text(customer.gender(), gender -> texts.apply("gender." + gender));
            case BIRTH_DATE -> text(customer.birthDate(), Object::toString);
            case PHONE ->
                    customer.phones().stream()
                            .map(Customer.Phone::number)
                            .collect(Collectors.joining("; "));
            case ID_NUMBER -> text(customer.idNumber(), Function.identity());
            case ADDRESS -> text(customer.address(), Function.identity());
            case AGREEMENT_TYPE -> text(customer.agreementType(), Function.identity());
            case AGREEMENT_START -> text(customer.agreementStart(), Object::toString);
            case AGREEMENT_END -> text(customer.agreementEnd(), Object::toString);
            case MONTHLY_CHARGE -> text(customer.monthlyCharge(), ExportColumns::amount);
            case CUSTOM_FIELDS -> "";
        };
    }

    private static String amount(Money money) {
        return BigDecimal.valueOf(money.minorUnits(), money.currency().getDefaultFractionDigits())
                        .toPlainString()
                + " "
                + money.currency().getCurrencyCode();
    }

    private static <T> String text(@Nullable T value, Function<T, String> words) {
        return value == null ? "" : words.apply(value);
    }
}
