package io.trunkline.core.customer.internal;

import io.trunkline.core.customer.CustomerError;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.spi.PluginException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;

/// Where a page ended: the sort key of its last customer.
///
/// @param key the sorted value as text; empty for [Sort#CREATED], where the id says it all
record Cursor(Sort sort, long id, String key) {

    private static final LocalDate WITHOUT_END = LocalDate.of(9999, 12, 31);

    static Cursor after(Sort sort, CustomerRow row) {
        String key =
                switch (sort) {
                    case CREATED -> "";
                    case NAME -> row.name();
                    case AGREEMENT_END ->
                            row.agreementEnd() == null
                                    ? WITHOUT_END.toString()
                                    : row.agreementEnd().toString();
                };
        return new Cursor(sort, row.id(), key);
    }

    String encode() {
        String text = sort.name().charAt(0) + Long.toString(id) + "|" + key;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor decode(String encoded, Sort sort) {
        try {
            String text =
                    new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            int bar = text.indexOf('|');
            if (bar < 2 || text.charAt(0) != sort.name().charAt(0)) {
                throw new PluginException(CustomerError.CURSOR_INVALID);
            }
            Cursor cursor =
                    new Cursor(
                            sort, Long.parseLong(text.substring(1, bar)), text.substring(bar + 1));
            if (sort == Sort.AGREEMENT_END) {
                LocalDate.parse(cursor.key());
            }
            return cursor;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new PluginException(e, CustomerError.CURSOR_INVALID);
        }
    }
}
