package io.trunkline.core.customer.internal;

import io.trunkline.core.customer.CustomerField;
import io.trunkline.tenancy.FieldCatalogue;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/// Tells those who edit roles which fields a customer has.
@Singleton
class CustomerFieldCatalogue implements FieldCatalogue {

    @Override
    public List<Field> fields() {
        return Arrays.stream(CustomerField.values())
                .map(field ->
                        new Field(
                                field.key(),
                                field.mask() != CustomerField.Mask.NOTHING,
                                field == CustomerField.CUSTOM_FIELDS))
                .toList();
    }
}
