package io.trunkline.core.importing;

/// What a column of a file can mean.
public enum ImportField {
    EXTERNAL_NUMBER,
    NAME,
    GENDER,
    BIRTH_DATE,
    PHONE,
    DISTRICT,
    AGREEMENT_TYPE,
    AGREEMENT_START,
    AGREEMENT_END,
    MONTHLY_CHARGE,
    /// Kept under the column's header among the customer's custom fields.
    CUSTOM,
    /// Left out.
    IGNORED
}
