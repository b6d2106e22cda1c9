package io.trunkline.core.importing;

import io.trunkline.core.customer.CustomerField;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import java.util.Optional;

/// What a column of a file can mean.
public enum ImportField {
    EXTERNAL_NUMBER,
    NAME,
    GENDER,
    BIRTH_DATE,
    PHONE,
    ID_NUMBER,
    ADDRESS,
    DISTRICT,
    AGREEMENT_TYPE,
    AGREEMENT_START,
    AGREEMENT_END,
    MONTHLY_CHARGE,
    /// Kept under the column's header among the customer's custom fields.
    CUSTOM,
    /// Left out.
    IGNORED;

    /// The customer's field it fills; empty for the district and what is left out.
    public Optional<CustomerField> customerField() {
        return switch (this) {
            case EXTERNAL_NUMBER -> Optional.of(CustomerField.EXTERNAL_NUMBER);
            case NAME -> Optional.of(CustomerField.NAME);
            case GENDER -> Optional.of(CustomerField.GENDER);
            case BIRTH_DATE -> Optional.of(CustomerField.BIRTH_DATE);
            case PHONE -> Optional.of(CustomerField.PHONE);
            case ID_NUMBER -> Optional.of(CustomerField.ID_NUMBER);
            case ADDRESS -> Optional.of(CustomerField.ADDRESS);
            case AGREEMENT_TYPE -> Optional.of(CustomerField.AGREEMENT_TYPE);
            case AGREEMENT_START -> Optional.of(CustomerField.AGREEMENT_START);
            case AGREEMENT_END -> Optional.of(CustomerField.AGREEMENT_END);
            case MONTHLY_CHARGE -> Optional.of(CustomerField.MONTHLY_CHARGE);
            case CUSTOM -> Optional.of(CustomerField.CUSTOM_FIELDS);
            case DISTRICT, IGNORED -> Optional.empty();
        };
    }

    /// What the policy says of the column. Only one that is open is imported: an import tells which
    /// values differ from those there are, of every customer of the tenant.
    ///
    /// @param header names the field where it is one of the tenant's own
    public Rule rule(FieldPolicy policy, String header) {
        return customerField()
                .map(field -> policy.of(this == CUSTOM ? field.key() + "." + header : field.key()))
                .orElse(Rule.OPEN);
    }
}
