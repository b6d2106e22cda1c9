package io.trunkline.core.customer.internal;

import io.trunkline.core.customer.CustomerField;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.core.customer.CustomerQuery.Sort;
import io.trunkline.core.customer.IdNumbers;
import io.trunkline.core.customer.PhoneNumbers;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.CustomerRef;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Reads of customers: every statement binds the tenant and, where it helps an index, the units.
@ApplicationScoped
public class CustomerSearch {

    private static final int COUNT_LIMIT = 10_001;

    private final PhoneNumbers numbers;
    private final OrgUnits orgUnits;
    private final MaskedSearches guesses;

    CustomerSearch(PhoneNumbers numbers, OrgUnits orgUnits, MaskedSearches guesses) {
        this.numbers = numbers;
        this.orgUnits = orgUnits;
        this.guesses = guesses;
    }

    /// @param next cursor of the next page; null at the end
    public record Page(List<CustomerRow> rows, @Nullable String next) {}

    public Page page(Handle handle, Session session, CustomerQuery query) {
        if (query.limit() < 1 || query.limit() > 200) {
            throw new PluginException(StandardErrorCode.INVALID, "limit", query.limit());
        }
        Sort sort = allowed(query.sort(), session);
        Conditions conditions = conditions(handle, session, query.filter());
        if (query.phone() != null) {
            phone(handle, conditions, session, query.phone());
        }
        if (query.after() != null) {
            after(conditions, Cursor.decode(query.after(), sort));
        }
        if (conditions.impossible()) {
            return new Page(List.of(), null);
        }
        List<CustomerRow> rows =
                sorted(handle, conditions, sort)
                        .bind("limit", query.limit() + 1)
                        .map(CustomerRow::read)
                        .list();
        if (rows.size() <= query.limit()) {
            return new Page(rows, null);
        }
        List<CustomerRow> shown = rows.subList(0, query.limit());
        return new Page(shown, Cursor.after(sort, shown.getLast()).encode());
    }

    private static Query sorted(Handle handle, Conditions conditions, Sort sort) {
        String order = order(sort);
        if (sort != Sort.NAME && conditions.readsUnitByUnit()) {
            return conditions.unitByUnit(handle, CustomerRow.COLUMNS, order);
        }
        return conditions.query(
                handle,
                "SELECT "
                        + CustomerRow.COLUMNS
                        + conditions.from()
                        + " ORDER BY "
                        + order
                        + " LIMIT :limit");
    }

    public long count(Handle handle, Session session, CustomerFilter filter) {
        Conditions conditions = conditions(handle, session, filter);
        if (conditions.impossible()) {
            return 0;
        }
        String sql =
                "SELECT count(*) FROM (SELECT 1 " + conditions.from() + " LIMIT :limit) capped";
        return conditions.query(handle, sql).bind("limit", COUNT_LIMIT).mapTo(Long.class).one();
    }

    public List<CustomerRef> refs(
            Handle handle, Session session, CustomerFilter filter, long afterId, int limit) {
        if (limit < 1 || limit > 5_000) {
            throw new PluginException(StandardErrorCode.INVALID, "limit", limit);
        }
        Conditions conditions = conditions(handle, session, filter);
        conditions.and("c.id > :afterId", "afterId", afterId);
        if (conditions.impossible()) {
            return List.of();
        }
        String sql =
                "SELECT c.id, c.org_unit_id, c.owner_id, c.agreement_end "
                        + conditions.from()
                        + " ORDER BY c.id LIMIT :limit";
        boolean shown = CustomerField.AGREEMENT_END.isShown(session.fields());
        return conditions
                .query(handle, sql)
                .bind("limit", limit)
                .map((row, context) ->
                        new CustomerRef(
                                row.getLong(1),
                                row.getLong(2),
                                row.getObject(3, Long.class),
                                shown ? row.getObject(4, LocalDate.class) : null))
                .list();
    }

    public Optional<CustomerRow> find(Handle handle, Session session, long id) {
        Conditions conditions = reachable(session).and("c.id = :id", "id", id);
        return conditions
                .query(handle, "SELECT " + CustomerRow.COLUMNS + conditions.from())
                .map(CustomerRow::read)
                .findOne();
    }

    /// Locks the customer, so that what is read stays true until the transaction ends.
    public Optional<CustomerRow> lock(Handle handle, Session session, long id) {
        Conditions conditions = reachable(session).and("c.id = :id", "id", id);
        return conditions
                .query(
                        handle,
                        "SELECT " + CustomerRow.COLUMNS + conditions.from() + " FOR UPDATE OF c")
                .map(CustomerRow::read)
                .findOne();
    }

    public List<CustomerRow> findAll(Handle handle, Session session, Collection<Long> ids) {
        if (ids.size() > 1_000) {
            throw new PluginException(StandardErrorCode.INVALID, "ids", ids.size());
        }
        Conditions conditions =
                reachable(session)
                        .and("c.id = ANY (CAST(:ids AS bigint[]))", "ids", Conditions.array(ids));
        return conditions
                .query(handle, "SELECT " + CustomerRow.COLUMNS + conditions.from())
                .map(CustomerRow::read)
                .list();
    }

    /// Those within reach that have exactly this value.
    ///
    /// @param field [CustomerField#PHONE] or [CustomerField#ID_NUMBER]
    /// @param value as it is stored
    public List<CustomerRow> withValue(
            Handle handle, Session session, CustomerField field, String value, int limit) {
        Conditions conditions = reachable(session);
        if (field == CustomerField.PHONE) {
            conditions.byPhone(value);
        } else {
            conditions.and("c.id_number = :idNumber", "idNumber", value);
        }
        return conditions
                .query(
                        handle,
                        "SELECT "
                                + CustomerRow.COLUMNS
                                + conditions.from()
                                + " ORDER BY c.id LIMIT :limit")
                .bind("limit", limit)
                .map(CustomerRow::read)
                .list();
    }

    private Conditions conditions(Handle handle, Session session, CustomerFilter filter) {
        Conditions conditions = reachable(session);
        if (filter.query() != null && !filter.query().isBlank()) {
            text(handle, conditions, session, filter.query().strip());
        }
        if (filter.orgUnitId() != null) {
            conditions.and(
                    "c.org_unit_id = ANY (CAST(:district AS bigint[]))",
                    "district",
                    Conditions.array(orgUnits.withDescendants(filter.orgUnitId())));
        }
        if (filter.ownerId() != null) {
            conditions.and("c.owner_id = :owner", "owner", filter.ownerId());
        }
        agreementEnd(conditions, session, filter);
        if (filter.importId() != null) {
            conditions.and(
                    """
                    EXISTS (SELECT 1 FROM trunkline.import_row r WHERE r.tenant_id = :tenant
                            AND r.import_id = :import AND r.customer_id = c.id)
                    """,
                    "import",
                    filter.importId());
        }
        return conditions;
    }

    private static Conditions reachable(Session session) {
        Conditions conditions = new Conditions(session.tenant().id());
        RowScope scope = session.scope();
        if (scope.kind() != RowScope.Kind.TENANT) {
            conditions.inUnits(scope.orgUnits());
        }
        if (scope.kind() == RowScope.Kind.OWN) {
            conditions.and("c.owner_id = :self", "self", session.actor().requireMember());
        }
        return conditions;
    }

    /// A name's beginning, or a whole phone, external or identity number. Numbers are looked up
    /// first, each by its own index, so that the common search is one range of the names.
    private void text(Handle handle, Conditions conditions, Session session, String text) {
        boolean byNumber = CustomerField.EXTERNAL_NUMBER.isFound(session.fields());
        boolean byPhone = CustomerField.PHONE.isFound(session.fields());
        Optional<String> e164 = byPhone ? numbers.toE164(text) : Optional.empty();
        Optional<String> idNumber =
                CustomerField.ID_NUMBER.isFound(session.fields()) && e164.isEmpty()
                        ? IdNumbers.searched(text)
                        : Optional.empty();
        guesses.admit(
                handle,
                session,
                guessed(session, text, e164, idNumber),
                e164.or(() -> idNumber).orElse(text));
        List<Long> exact =
                byNumber || e164.isPresent() || idNumber.isPresent()
                        ? handle.createQuery(
                                        """
                                        SELECT id FROM trunkline.customer
                                         WHERE :byNumber AND tenant_id = :tenant AND external_number = :text
                                        UNION ALL
                                        SELECT customer_id FROM trunkline.customer_phone
                                         WHERE tenant_id = :tenant AND e164 = :e164
                                        UNION ALL
                                        SELECT id FROM trunkline.customer
                                         WHERE tenant_id = :tenant AND id_number = :idNumber LIMIT 1000
                                        """)
                                .bind("tenant", session.tenant().id())
                                .bind("byNumber", byNumber)
                                .bind("text", text)
                                .bind("e164", e164.orElse(""))
                                .bind("idNumber", idNumber.orElse(""))
                                .mapTo(Long.class)
                                .list()
                        : List.of();
        String byName =
                switch (CustomerField.NAME.rule(session.fields())) {
                    case OPEN, READ_ONLY -> "c.name ^@ :text";
                    case MASKED -> "c.name = :text";
                    case HIDDEN -> null;
                };
        List<String> ways = new ArrayList<>();
        if (byName != null) {
            ways.add(byName);
            conditions.bind("text", text);
        }
        if (!exact.isEmpty()) {
            ways.add("c.id = ANY (CAST(:exact AS bigint[]))");
            conditions.bind("exact", Conditions.array(exact));
        }
        if (ways.isEmpty()) {
            conditions.matchNothing();
            return;
        }
        conditions.and("(" + String.join(" OR ", ways) + ")");
    }

    /// The masked fields the text could be a value of; an external number has digits.
    private static List<CustomerField> guessed(
            Session session, String text, Optional<String> e164, Optional<String> idNumber) {
        List<CustomerField> fields = new ArrayList<>(guessed(session, CustomerField.NAME));
        if (text.chars().anyMatch(Character::isDigit)) {
            fields.addAll(guessed(session, CustomerField.EXTERNAL_NUMBER));
        }
        if (e164.isPresent()) {
            fields.addAll(guessed(session, CustomerField.PHONE));
        }
        if (idNumber.isPresent()) {
            fields.addAll(guessed(session, CustomerField.ID_NUMBER));
        }
        return fields;
    }

    private static List<CustomerField> guessed(Session session, CustomerField field) {
        return field.isGuessable(session.fields()) ? List.of(field) : List.of();
    }

    private void phone(Handle handle, Conditions conditions, Session session, String phone) {
        Optional<String> e164 = numbers.toE164(phone);
        if (e164.isEmpty() || !CustomerField.PHONE.isFound(session.fields())) {
            conditions.matchNothing();
            return;
        }
        guesses.admit(handle, session, guessed(session, CustomerField.PHONE), e164.get());
        conditions.byPhone(e164.get());
    }

    private static void agreementEnd(
            Conditions conditions, Session session, CustomerFilter filter) {
        LocalDate from = filter.agreementEndFrom();
        LocalDate to = filter.agreementEndTo();
        if (from == null && to == null) {
            return;
        }
        if (!CustomerField.AGREEMENT_END.isFound(session.fields())) {
            conditions.matchNothing();
            return;
        }
        conditions.and("c.agreement_end IS NOT NULL");
        if (from != null) {
            conditions.and("c.agreement_end_key >= :endFrom", "endFrom", from);
        }
        if (to != null) {
            conditions.and("c.agreement_end_key <= :endTo", "endTo", to);
        }
    }

    private static Sort allowed(Sort sort, Session session) {
        boolean shown =
                switch (sort) {
                    case CREATED -> true;
                    case NAME -> CustomerField.NAME.isShown(session.fields());
                    case AGREEMENT_END -> CustomerField.AGREEMENT_END.isShown(session.fields());
                };
        return shown ? sort : Sort.CREATED;
    }

    private static void after(Conditions conditions, Cursor cursor) {
        conditions.bind("lastId", cursor.id());
        switch (cursor.sort()) {
            case CREATED -> conditions.after("c.id < :lastId");
            case NAME -> conditions.after("(c.name, c.id) > (:lastKey, :lastId)");
            case AGREEMENT_END ->
                    conditions.after("(c.agreement_end_key, c.id) > (:lastKey, :lastId)");
        }
        if (cursor.sort() == Sort.NAME) {
            conditions.bind("lastKey", cursor.key());
        }
        if (cursor.sort() == Sort.AGREEMENT_END) {
            conditions.bind("lastKey", LocalDate.parse(cursor.key()));
        }
    }

    private static String order(Sort sort) {
        return switch (sort) {
            case CREATED -> "c.id DESC";
            case NAME -> "c.name, c.id";
            case AGREEMENT_END -> "c.agreement_end_key, c.id";
        };
    }
}
