package io.trunkline.core.customer;

import io.trunkline.core.customer.internal.CheckedDraft;
import io.trunkline.core.customer.internal.CustomerRow;
import io.trunkline.core.customer.internal.CustomerSearch;
import io.trunkline.core.customer.internal.CustomerWriter;
import io.trunkline.core.customer.internal.EarlierState;
import io.trunkline.core.customer.internal.FieldView;
import io.trunkline.spi.Member;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;

/// Gives a customer values that it had earlier.
@ApplicationScoped
public class CustomerHistory {

    private final TenantDatabase database;
    private final CustomerSearch search;
    private final CustomerWriter writer;
    private final PhoneNumbers numbers;
    private final Members members;
    private final OrgUnits orgUnits;

    CustomerHistory(
            TenantDatabase database,
            CustomerSearch search,
            CustomerWriter writer,
            PhoneNumbers numbers,
            Members members,
            OrgUnits orgUnits) {
        this.database = database;
        this.search = search;
        this.writer = writer;
        this.numbers = numbers;
        this.members = members;
        this.orgUnits = orgUnits;
    }

    /// Writes the values of an earlier state as a new version: those of fields the caller sees and
    /// may write, the others stay. Needs `audit.restore`.
    ///
    /// @param version the version the caller saw
    /// @param state the customer as an audit entry keeps it, whole or in part, JSON
    /// @throws PluginException `STALE` when someone changed it since, `NOT_FOUND`,
    ///   [CustomerError#EXTERNAL_NUMBER_TAKEN]
    public RestoredCustomer restore(long id, int version, String state) {
        Session session = TenantRunner.current();
        session.require(CorePermissions.AUDIT_RESTORE);
        EarlierState earlier = EarlierState.of(state);
        Long owner = earlier.ownerId();
        boolean ownerGone = owner != null && members.find(owner).filter(Member::active).isEmpty();
        Long unit = earlier.orgUnitId();
        boolean unitGone =
                unit != null && (orgUnits.find(unit).isEmpty() || !session.scope().covers(unit));
        CustomerRow row =
                database.inTransaction(handle -> {
                    CustomerRow old =
                            search.lock(handle, session, id).orElseThrow(CustomerHistory::absent);
                    if (old.version() != version) {
                        throw new PluginException(StandardErrorCode.STALE);
                    }
                    CheckedDraft draft =
                            earlier.over(
                                    CheckedDraft.of(old), session.fields(), ownerGone, unitGone);
                    writer.update(handle, session, old, draft, "customer.restore");
                    return search.find(handle, session, id).orElseThrow(CustomerHistory::absent);
                });
        return new RestoredCustomer(
                new FieldView(session.fields(), numbers).of(row), ownerGone, unitGone);
    }

    private static PluginException absent() {
        return new PluginException(StandardErrorCode.NOT_FOUND);
    }
}
