package io.trunkline.core.customer;

import io.trunkline.core.customer.internal.BinTable;
import io.trunkline.core.customer.internal.CustomerRow;
import io.trunkline.core.customer.internal.CustomerSearch;
import io.trunkline.core.customer.internal.FieldView;
import io.trunkline.spi.Member;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.audit.Retention;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where deleted customers wait until their time is over. Phones and timeline stay with them and
/// come back with them; nobody finds them meanwhile.
@ApplicationScoped
public class CustomerBin {

    private static final Duration UNDO = Duration.ofMinutes(10);

    private final TenantDatabase database;
    private final CustomerSearch search;
    private final BinTable bin;
    private final PhoneNumbers numbers;
    private final Retention retention;
    private final Members members;
    private final OrgUnits orgUnits;

    CustomerBin(
            TenantDatabase database,
            CustomerSearch search,
            BinTable bin,
            PhoneNumbers numbers,
            Retention retention,
            Members members,
            OrgUnits orgUnits) {
        this.database = database;
        this.search = search;
        this.bin = bin;
        this.numbers = numbers;
        this.retention = retention;
        this.members = members;
        this.orgUnits = orgUnits;
    }

    /// @param next cursor of the next page; null at the end
    public record Page(List<BinnedCustomer> customers, @Nullable String next) {}

    /// Puts a customer into the bin. Needs `customer.delete`.
    ///
    /// @param version the version the caller saw
    /// @throws PluginException `STALE` when someone changed it since, `NOT_FOUND`
    public void delete(long id, int version) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_DELETE);
        database.inTransaction(handle -> {
            CustomerRow row = search.lock(handle, session, id).orElseThrow(CustomerBin::absent);
            if (row.version() != version) {
                throw new PluginException(StandardErrorCode.STALE);
            }
            bin.delete(handle, session, id);
            return true;
        });
    }

    /// What is in the bin within the caller's reach, last deleted first. Needs `audit.restore` or
    /// `customer.delete`.
    ///
    /// @param after the cursor of the page before, null for the first page
    /// @param limit 1 to 200
    public Page list(@Nullable String after, int limit) {
        Session session = TenantRunner.current();
        if (!session.may(CorePermissions.CUSTOMER_DELETE)) {
            session.require(CorePermissions.AUDIT_RESTORE);
        }
        if (limit < 1 || limit > 200) {
            throw new PluginException(StandardErrorCode.INVALID, "limit", limit);
        }
        Duration kept = Duration.ofDays(retention.times().binDays());
        FieldView view = new FieldView(session.fields(), numbers);
        List<BinTable.Binned> rows =
                database.inTransaction(handle -> bin.page(handle, session, after, limit));
        List<BinnedCustomer> page =
                rows.stream()
                        .map(row ->
                                new BinnedCustomer(
                                        view.of(row.customer()),
                                        row.deletedAt(),
                                        row.deletedBy(),
                                        row.deletedAt().plus(kept)))
                        .toList();
        return new Page(page, rows.size() < limit ? null : BinTable.cursor(rows.getLast()));
    }

    /// Those of the customers that are in the bin and in reach. Needs `customer.view`.
    ///
    /// @param ids at most 1,000
    public List<Customer> findAll(Collection<Long> ids) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.CUSTOMER_VIEW);
        if (ids.isEmpty()) {
            return List.of();
        }
        FieldView view = new FieldView(session.fields(), numbers);
        List<BinTable.Binned> rows =
                database.inTransaction(handle -> bin.findAll(handle, session, ids));
        return rows.stream().map(BinTable.Binned::customer).map(view::of).toList();
    }

    /// Brings a customer back with what hangs on it. Needs `audit.restore`; who deleted it may take
    /// that back for ten minutes.
    ///
    /// @throws PluginException [CustomerError#EXTERNAL_NUMBER_TAKEN] when another customer has its
    ///   number by now, `NOT_FOUND` when it is not in the bin or out of reach
    public RestoredCustomer restore(long id) {
        Session session = TenantRunner.current();
        boolean mayAny = session.may(CorePermissions.AUDIT_RESTORE);
        if (!mayAny) {
            session.require(CorePermissions.CUSTOMER_DELETE);
        }
        BinTable.Binned binned =
                database.inTransaction(handle -> bin.find(handle, session, id))
                        .orElseThrow(CustomerBin::absent);
        boolean own =
                session.actor().memberId() != null
                        && session.actor().memberId().equals(binned.deletedBy())
                        && binned.age().compareTo(UNDO) < 0;
        if (!mayAny && !own) {
            session.require(CorePermissions.AUDIT_RESTORE);
        }
        Long owner = binned.customer().ownerId();
        boolean ownerGone = owner != null && members.find(owner).filter(Member::active).isEmpty();
        boolean unitGone = orgUnits.find(binned.customer().orgUnitId()).isEmpty();
        if (unitGone && !session.scope().covers(orgUnits.root().id())) {
            throw new PluginException(
                    StandardErrorCode.FORBIDDEN, CorePermissions.CUSTOMER_ALLOCATE.key());
        }
        CustomerRow row =
                database.inTransaction(handle -> {
                    bin.restore(
                            handle,
                            session,
                            binned.customer(),
                            ownerGone,
                            unitGone ? orgUnits.root().id() : null);
                    return search.find(handle, session, id).orElseThrow(CustomerBin::absent);
                });
        return new RestoredCustomer(
                new FieldView(session.fields(), numbers).of(row), ownerGone, unitGone);
    }

    /// Whether a customer within the caller's reach is in the bin.
    public boolean holds(long id) {
        Session session = TenantRunner.current();
        return database.inTransaction(handle -> bin.find(handle, session, id)).isPresent();
    }

    private static PluginException absent() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }
}
