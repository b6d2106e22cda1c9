package io.trunkline.spi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Which customers are meant. Every part that is null does not restrict.
///
/// @param query name prefix, or a whole phone, external or identity number. By a value that is
///   masked for the session only so many are looked for: `SEARCH_LIMIT`, of the kind `LIMIT`
/// @param orgUnitId this unit and what is below it
/// @param ownerId the member responsible
/// @param agreementEndFrom first day of the agreement's end
/// @param agreementEndTo last day of the agreement's end
/// @param importId created, changed or confirmed by this import
public record CustomerFilter(
        @Nullable String query,
        @Nullable Long orgUnitId,
        @Nullable Long ownerId,
        @Nullable LocalDate agreementEndFrom,
        @Nullable LocalDate agreementEndTo,
        @Nullable Long importId) {

    public static final CustomerFilter ALL = new CustomerFilter(null, null, null, null, null, null);

    public static CustomerFilter agreementEndBetween(LocalDate from, LocalDate to) {
        return new CustomerFilter(null, null, null, from, to, null);
    }

    public static CustomerFilter ofImport(long importId) {
        return new CustomerFilter(null, null, null, null, null, importId);
    }
}
