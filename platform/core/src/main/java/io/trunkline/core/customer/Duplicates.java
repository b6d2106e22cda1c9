package io.trunkline.core.customer;

import io.trunkline.core.customer.internal.CustomerRow;
import io.trunkline.core.customer.internal.CustomerSearch;
import io.trunkline.core.customer.internal.FieldView;
import io.trunkline.core.customer.internal.MaskedSearches;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks for customers with the same phone or identity number, over the whole tenant. Those within
/// the caller's reach are named. That one exists elsewhere is told only to whom the field is shown
/// in full; by a field she sees masked she finds what a search would find and pays for it as for a
/// search, and by a hidden one nothing.
@ApplicationScoped
public class Duplicates {

    private static final int MOST_PHONES = 10;
    private static final int MOST_OF_ONE = 20;

    private final TenantDatabase database;
    private final CustomerSearch search;
    private final MaskedSearches guesses;
    private final PhoneNumbers numbers;
    private final OrgUnits orgUnits;

    Duplicates(
            TenantDatabase database,
            CustomerSearch search,
            MaskedSearches guesses,
            PhoneNumbers numbers,
            OrgUnits orgUnits) {
        this.database = database;
        this.search = search;
        this.guesses = guesses;
        this.numbers = numbers;
        this.orgUnits = orgUnits;
    }

    private record Value(CustomerField field, String stored) {}

    /// @param phones as typed, at most 10; what is no phone number, like a mask, is left out
    /// @param idNumber as typed
    /// @param except the customer that is being edited
    /// @return at most 20 customers a value
    /// @throws SearchLimitException after too many questions about masked values
    public List<Duplicate> find(
            List<String> phones, @Nullable String idNumber, @Nullable Long except) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_VIEW);
        if (phones.size() > MOST_PHONES) {
            throw new PluginException(StandardErrorCode.INVALID, "phones", phones.size());
        }
        List<Duplicate> found = new ArrayList<>();
        for (Value value : values(session, phones, idNumber)) {
            found.addAll(of(session, value, except));
        }
        return List.copyOf(found);
    }

    private List<Value> values(Session session, List<String> phones, @Nullable String idNumber) {
        List<Value> values = new ArrayList<>();
        if (CustomerField.PHONE.isFound(session.fields())) {
            phones.stream()
                    .map(numbers::toE164)
                    .flatMap(Optional::stream)
                    .distinct()
                    .forEach(e164 -> values.add(new Value(CustomerField.PHONE, e164)));
        }
        if (idNumber != null && CustomerField.ID_NUMBER.isFound(session.fields())) {
            IdNumbers.normalize(idNumber)
                    .ifPresent(number -> values.add(new Value(CustomerField.ID_NUMBER, number)));
        }
        return values;
    }

    private List<Duplicate> of(Session session, Value value, @Nullable Long except) {
        boolean guessed = value.field().isGuessable(session.fields());
        List<CustomerRow> reached =
                database.inTransaction(handle -> {
                    if (guessed) {
                        guesses.admit(handle, session, List.of(value.field()), value.stored());
                    }
                    return search.withValue(
                            handle, session, value.field(), value.stored(), MOST_OF_ONE);
                });
        FieldView view = new FieldView(session.fields(), numbers);
        List<Duplicate> found = new ArrayList<>();
        reached.stream()
                .filter(row -> except == null || row.id() != except)
                .forEach(row -> found.add(new Duplicate(value.field(), view.of(row))));
        if (!guessed && isElsewhere(session, value, except, reached)) {
            found.add(new Duplicate(value.field(), null));
        }
        return found;
    }

    /// In a transaction of its own: one never changes its scope.
    private boolean isElsewhere(
            Session session, Value value, @Nullable Long except, List<CustomerRow> reached) {
        Session wide =
                session.tenantWide(
                        orgUnits.all().stream().map(OrgUnit::id).collect(Collectors.toSet()));
        if (wide.scope().equals(session.scope())) {
            return false;
        }
        Set<Long> known = reached.stream().map(CustomerRow::id).collect(Collectors.toSet());
        return TenantRunner.call(
                wide,
                () ->
                        database.inTransaction(handle ->
                                search
                                        .withValue(
                                                handle,
                                                wide,
                                                value.field(),
                                                value.stored(),
                                                MOST_OF_ONE + 1)
                                        .stream()
                                        .map(CustomerRow::id)
                                        .anyMatch(
                                                id -> !known.contains(id) && !id.equals(except))));
    }
}
