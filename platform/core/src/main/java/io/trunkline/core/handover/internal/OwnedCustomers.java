package io.trunkline.core.handover.internal;

import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.work.WorkCount;
import io.trunkline.tenancy.work.WorkSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The customers a member owns, and those that lie in a unit.
@ApplicationScoped
public class OwnedCustomers implements WorkSource {

    private static final String OF_MEMBER =
            """
            SELECT count(*) FROM trunkline.customer
             WHERE tenant_id = :tenant AND owner_id = :id AND deleted_at IS NULL
            """;

    private static final String IN_UNIT =
            """
            SELECT count(*) FROM trunkline.customer
             WHERE tenant_id = :tenant AND org_unit_id = :id AND deleted_at IS NULL
            """;

    private final TenantDatabase database;

    OwnedCustomers(TenantDatabase database) {
        this.database = database;
    }

    @Override
    public List<WorkCount> ofMember(long memberId) {
        return count(OF_MEMBER, memberId);
    }

    @Override
    public List<WorkCount> inUnit(long orgUnitId) {
        return count(IN_UNIT, orgUnitId);
    }

    private List<WorkCount> count(String question, long id) {
        int tenant = TenantRunner.current().tenant().id();
        long count =
                database.inTransaction(handle ->
                        handle.createQuery(question)
                                .bind("tenant", tenant)
                                .bind("id", id)
                                .mapTo(Long.class)
                                .one());
        return List.of(new WorkCount(WorkCount.PLATFORM, WorkCount.CUSTOMERS, count));
    }
}
