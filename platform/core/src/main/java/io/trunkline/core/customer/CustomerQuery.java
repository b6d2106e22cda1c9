package io.trunkline.core.customer;

import io.trunkline.spi.CustomerFilter;
import org.jspecify.annotations.Nullable;

/// One page of a customer list.
///
/// @param filter which customers
/// @param phone a whole phone number in any notation; null for any. Finds nothing where the field
///   policy hides phones
/// @param sort the order; the id breaks ties
/// @param after the cursor of the page before, null for the first page
/// @param limit 1 to 200
public record CustomerQuery(
        CustomerFilter filter,
        @Nullable String phone,
        Sort sort,
        @Nullable String after,
        int limit) {

    public enum Sort {
        /// Newest first.
        CREATED,
        NAME,
        /// Soonest first, customers without an end last.
        AGREEMENT_END
    }
}
