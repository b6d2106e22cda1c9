package io.trunkline.ui.customer;

import com.vaadin.flow.router.QueryParameters;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.spi.CustomerFilter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a customer list shows, as its address says it: so that back, a bookmark and a sent link
/// show the same list again.
record CustomerListState(
        String query,
        @Nullable Long unit,
        @Nullable Long owner,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        CustomerQuery.Sort sort) {

    static final CustomerListState ALL =
            new CustomerListState("", null, null, null, null, CustomerQuery.Sort.CREATED);

    /// Values that make no sense are left out.
    static CustomerListState of(QueryParameters parameters) {
        return new CustomerListState(
                parameters.getSingleParameter("q").orElse(""),
                number(parameters, "district"),
                number(parameters, "owner"),
                date(parameters, "agreementEndFrom"),
                date(parameters, "agreementEndTo"),
                sort(parameters));
    }

    QueryParameters parameters() {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "q", query.isEmpty() ? null : query);
        put(values, "district", unit);
        put(values, "owner", owner);
        put(values, "agreementEndFrom", from);
        put(values, "agreementEndTo", to);
        put(
                values,
                "sort",
                sort == CustomerQuery.Sort.CREATED ? null : sort.name().toLowerCase(Locale.ROOT));
        return QueryParameters.simple(values);
    }

    CustomerFilter filter() {
        return new CustomerFilter(query.isEmpty() ? null : query, unit, owner, from, to, null);
    }

    boolean isFiltered() {
        return !query.isEmpty() || unit != null || owner != null || from != null || to != null;
    }

    CustomerListState withQuery(String other) {
        return new CustomerListState(other.strip(), unit, owner, from, to, sort);
    }

    CustomerListState withUnit(@Nullable Long other) {
        return new CustomerListState(query, other, owner, from, to, sort);
    }

    CustomerListState withOwner(@Nullable Long other) {
        return new CustomerListState(query, unit, other, from, to, sort);
    }

    /// A range of the agreement's end also brings the soonest to the top.
    CustomerListState withAgreementEnd(@Nullable LocalDate first, @Nullable LocalDate last) {
        boolean any = first != null || last != null;
        return new CustomerListState(
                query, unit, owner, first, last, any ? CustomerQuery.Sort.AGREEMENT_END : sort);
    }

    CustomerListState withSort(CustomerQuery.Sort other) {
        return new CustomerListState(query, unit, owner, from, to, other);
    }

    private static void put(Map<String, String> values, String key, @Nullable Object value) {
        if (value != null) {
            values.put(key, value.toString());
        }
    }

    private static @Nullable Long number(QueryParameters parameters, String key) {
        String text = parameters.getSingleParameter(key).orElse("");
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static @Nullable LocalDate date(QueryParameters parameters, String key) {
        String text = parameters.getSingleParameter(key).orElse("");
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    private static CustomerQuery.Sort sort(QueryParameters parameters) {
        String text = parameters.getSingleParameter("sort").orElse("");
        for (CustomerQuery.Sort sort : CustomerQuery.Sort.values()) {
            if (sort.name().equalsIgnoreCase(text)) {
                return sort;
            }
        }
        return CustomerQuery.Sort.CREATED;
    }
}
