package io.trunkline.core.customer;

import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import java.util.Arrays;
import java.util.Optional;

/// The fields of a customer a role can hide, mask or make read-only: the one list that reading,
/// searching, sorting, filtering, writing, import, duplicate check and export go by. What is not
/// named here (id, unit, owner, version, times) says who is responsible and is shown to everyone
/// who reaches the customer.
public enum CustomerField {
    EXTERNAL_NUMBER("externalNumber", Mask.BEGINNING),
    NAME("name", Mask.BEGINNING),
    GENDER("gender", Mask.NOTHING),
    BIRTH_DATE("birthDate", Mask.NOTHING),
    PHONE("phone", Mask.ENDS),
    ID_NUMBER("idNumber", Mask.ENDS),
    ADDRESS("address", Mask.BEGINNING),
    AGREEMENT_TYPE("agreementType", Mask.NOTHING),
    AGREEMENT_START("agreementStart", Mask.NOTHING),
    AGREEMENT_END("agreementEnd", Mask.NOTHING),
    MONTHLY_CHARGE("monthlyCharge", Mask.NOTHING),
    /// All of a tenant's own fields; a policy may name one of them as `customFields.<key>`.
    CUSTOM_FIELDS("customFields", Mask.NOTHING);

    /// What is left of a masked value.
    public enum Mask {
        /// Nothing: a date or an amount has no partial form.
        NOTHING,
        /// Its first characters.
        BEGINNING,
        /// Its first and last characters, `138****1234`.
        ENDS
    }

    private final String key;
    private final Mask mask;

    CustomerField(String key, Mask mask) {
        this.key = key;
        this.mask = mask;
    }

    /// How [FieldPolicy] and JSON name it.
    public String key() {
        return key;
    }

    public Mask mask() {
        return mask;
    }

    public static Optional<CustomerField> of(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }

    public Rule rule(FieldPolicy policy) {
        return policy.of(key);
    }

    /// Shown as it is. Only then may it be sorted by, compared with a range or searched by its
    /// beginning: each of these tells of the value.
    public boolean isShown(FieldPolicy policy) {
        return policy.shows(key);
    }

    /// Whether someone who knows the value can find the customer by it. Of a masked value without a
    /// partial form there are too few to guess among.
    public boolean isFound(FieldPolicy policy) {
        return isShown(policy) || isGuessable(policy);
    }

    /// Whether finding it by its whole value tells someone what she does not see: such searches are
    /// counted.
    public boolean isGuessable(FieldPolicy policy) {
        return rule(policy) == Rule.MASKED && mask != Mask.NOTHING;
    }
}
