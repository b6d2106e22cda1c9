package io.trunkline.core.customer;

import io.trunkline.core.Json;
import io.trunkline.core.customer.internal.CheckedDraft;
import io.trunkline.core.customer.internal.CustomerRow;
import io.trunkline.core.customer.internal.CustomerSearch;
import io.trunkline.core.customer.internal.CustomerWriter;
import io.trunkline.core.customer.internal.DraftCheck;
import io.trunkline.core.customer.internal.FieldView;
import io.trunkline.core.customer.internal.MaskedSearches;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.CustomerRef;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The current tenant's customers: the one door for REST, screens and plugins alike. Each method
/// checks the caller's permission, stays within her row scope and applies her field policy.
///
/// All methods throw [io.trunkline.spi.PluginException] with a [io.trunkline.spi.StandardErrorCode]
/// or a [CustomerError].
@ApplicationScoped
public class Customers {

    private final TenantDatabase database;
    private final CustomerSearch search;
    private final CustomerWriter writer;
    private final DraftCheck drafts;
    private final PhoneNumbers numbers;
    private final Audit audit;
    private final MaskedSearches guesses;

    Customers(
            TenantDatabase database,
            CustomerSearch search,
            CustomerWriter writer,
            DraftCheck drafts,
            PhoneNumbers numbers,
            Audit audit,
            MaskedSearches guesses) {
        this.guesses = guesses;
        this.database = database;
        this.search = search;
        this.writer = writer;
        this.drafts = drafts;
        this.numbers = numbers;
        this.audit = audit;
    }

    /// @throws io.trunkline.spi.PluginException [CustomerError#CURSOR_INVALID]
    public CustomerPage list(CustomerQuery query) {
        Session session = viewer();
        CustomerSearch.Page page =
                database.inTransaction(handle -> search.page(handle, session, query));
        return new CustomerPage(visible(session, page.rows()), page.next());
    }

    /// Counts up to 10,000; more is returned as 10,001, so that no count costs a scan of millions.
    public long count(CustomerFilter filter) {
        Session session = viewer();
        return database.inTransaction(handle -> search.count(handle, session, filter));
    }

    public Optional<Customer> find(long id) {
        Session session = viewer();
        return database.inTransaction(handle -> search.find(handle, session, id))
                .map(new FieldView(session.fields(), numbers)::of);
    }

    /// @param ids at most 1,000
    public List<Customer> findAll(Collection<Long> ids) {
        Session session = viewer();
        if (ids.isEmpty()) {
            return List.of();
        }
        return visible(
                session, database.inTransaction(handle -> search.findAll(handle, session, ids)));
    }

    /// @throws InvalidCustomerException naming every wrong field
    public Customer create(CustomerDraft draft) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_CREATE);
        DraftCheck.Known known = drafts.known(draft);
        CustomerRow row =
                database.inTransaction(handle -> {
                    CheckedDraft checked =
                            drafts.check(session, draft, null, known, keys(handle, session));
                    return written(handle, session, writer.create(handle, session, checked));
                });
        return new FieldView(session.fields(), numbers).of(row);
    }

    /// @param version the version the draft was made from
    /// @throws InvalidCustomerException naming every wrong field
    /// @throws io.trunkline.spi.PluginException `STALE` when someone changed it since, `NOT_FOUND`,
    ///   [SearchLimitException] for too many numbers typed where the caller sees them masked
    public Customer update(long id, int version, CustomerDraft draft) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_EDIT);
        countGuesses(session, draft);
        DraftCheck.Known known = drafts.known(draft);
        CustomerRow row =
                database.inTransaction(handle -> {
                    CustomerRow old =
                            search.lock(handle, session, id).orElseThrow(Customers::absent);
                    if (old.version() != version) {
                        throw new PluginException(StandardErrorCode.STALE);
                    }
                    CheckedDraft checked =
                            drafts.check(session, draft, old, known, keys(handle, session));
                    writer.update(handle, session, old, checked);
                    return written(handle, session, id);
                });
        return new FieldView(session.fields(), numbers).of(row);
    }

    /// A number typed where she sees masks shows by what becomes of it whether it was there
    /// already. It stays counted whatever becomes of the change.
    private void countGuesses(Session session, CustomerDraft draft) {
        if (CustomerField.PHONE.rule(session.fields()) != FieldPolicy.Rule.MASKED) {
            return;
        }
        List<String> typed =
                draft.phones().stream()
                        .flatMap(number -> numbers.toE164(number).stream())
                        .distinct()
                        .toList();
        database.inTransaction(handle -> {
            typed.forEach(
                    number -> guesses.admit(handle, session, List.of(CustomerField.PHONE), number));
            return true;
        });
    }

    /// Matching customers in the order of their ids, for work in chunks.
    ///
    /// @param limit at most 5,000
    public List<CustomerRef> refs(CustomerFilter filter, long afterId, int limit) {
        Session session = viewer();
        return database.inTransaction(
                handle -> search.refs(handle, session, filter, afterId, limit));
    }

    /// Puts customers into another unit; those already there are left alone. Idempotent. Both ends
    /// of the move lie within the caller's reach: she must see the customers and cover the unit.
    ///
    /// @param ids at most 1,000
    /// @throws PluginException `FORBIDDEN` when the unit is out of reach, `NOT_FOUND` when one of
    ///   the customers is, and then none is moved
    public void allocate(Collection<Long> ids, long orgUnitId) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_ALLOCATE);
        if (!session.scope().covers(orgUnitId)) {
            throw new PluginException(
                    StandardErrorCode.FORBIDDEN, CorePermissions.CUSTOMER_ALLOCATE.key());
        }
        Set<Long> wanted = new HashSet<>(ids);
        if (wanted.isEmpty()) {
            return;
        }
        database.inTransaction(handle -> {
            if (search.findAll(handle, session, wanted).size() < wanted.size()) {
                throw absent();
            }
            writer.allocate(handle, session, wanted, orgUnitId);
            return true;
        });
    }

    /// The number to dial in full; who asked and why is logged in the same transaction.
    ///
    /// @return empty without a phone, and where the field policy hides phones
    /// @throws PluginException `NOT_FOUND`, or `FORBIDDEN` without the permission `customer.dial`
    public Optional<String> dial(long id, String reason) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_DIAL);
        return database.inTransaction(handle -> {
            CustomerRow row = search.find(handle, session, id).orElseThrow(Customers::absent);
            boolean hidden = CustomerField.PHONE.rule(session.fields()) == Rule.HIDDEN;
            if (hidden || row.phones().isEmpty()) {
                return Optional.<String>empty();
            }
            String e164 = row.phones().getFirst().e164();
            String facts = Json.write(Map.of("reason", reason, "phone", e164));
            audit.record(handle, "customer.dial", "customer", id, null, facts);
            return Optional.of(e164);
        });
    }

    /// A customer with the named masked fields in full; who asked, for which fields and why is
    /// logged in the same transaction, the values are not.
    ///
    /// @param fields at least one
    /// @param reason 3 to 200 characters, for the log
    /// @return the customer as [#find] shows it, but for those fields
    /// @throws PluginException `NOT_FOUND`, `FORBIDDEN` without the permission `customer.unmask`,
    ///   [CustomerError#REASON_REQUIRED], [CustomerError#FIELD_HIDDEN]
    public Customer unmask(long id, Set<CustomerField> fields, String reason) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_UNMASK);
        String why = reason.strip();
        if (why.length() < 3 || why.length() > 200) {
            throw new PluginException(CustomerError.REASON_REQUIRED);
        }
        if (fields.isEmpty()) {
            throw new PluginException(StandardErrorCode.INVALID, "fields", "");
        }
        for (CustomerField field : fields) {
            if (field.rule(session.fields()) == Rule.HIDDEN) {
                throw new PluginException(CustomerError.FIELD_HIDDEN, field.key());
            }
        }
        return database.inTransaction(handle -> {
            CustomerRow row = search.find(handle, session, id).orElseThrow(Customers::absent);
            String facts =
                    Json.write(
                            Map.of(
                                    "fields",
                                    fields.stream().map(CustomerField::key).sorted().toList(),
                                    "reason",
                                    why));
            audit.record(handle, "customer.unmask", "customer", id, null, facts);
            return new FieldView(FieldView.opened(session.fields(), fields), numbers).of(row);
        });
    }

    public List<CustomField> customFields() {
        Session session = viewer();
        return database.inTransaction(handle -> fields(handle, session));
    }

    private static Session viewer() {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_VIEW);
        return session;
    }

    private List<Customer> visible(Session session, List<CustomerRow> rows) {
        FieldView view = new FieldView(session.fields(), numbers);
        return rows.stream().map(view::of).toList();
    }

    private CustomerRow written(Handle handle, Session session, long id) {
        return search.find(handle, session, id).orElseThrow(Customers::absent);
    }

    private static Set<String> keys(Handle handle, Session session) {
        return fields(handle, session).stream().map(CustomField::key).collect(Collectors.toSet());
    }

    private static List<CustomField> fields(Handle handle, Session session) {
        return handle.createQuery(
                        """
                        SELECT key, label FROM trunkline.custom_field
                         WHERE tenant_id = :tenant ORDER BY position, key
                        """)
                .bind("tenant", session.tenant().id())
                .map((row, context) -> new CustomField(row.getString(1), row.getString(2)))
                .list();
    }

    private static PluginException absent() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }
}
