package io.trunkline.plugins.calltasks.work;

import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.spi.CustomerDeleted;
import io.trunkline.spi.CustomerRestored;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.TenantSession;

/// Open tasks of a customer in the bin are cancelled, and are what they were when it comes back.
/// Told twice, neither changes anything the second time.
public final class Bin {

    private static final String REST =
            """
            UPDATE call_task SET before_bin = status, status = 'cancelled', held_since = NULL, closed_at = :now
             WHERE tenant_id = :tenant AND customer_id = :customer AND status NOT IN ('done', 'cancelled')
            """;

    // What an agent had in front of her goes back to her queue.
    private static final String GO_ON =
            """
            UPDATE call_task
               SET status = CASE WHEN before_bin <> 'in_progress' THEN before_bin
                                 WHEN call_back_at IS NULL THEN 'assigned' ELSE 'callback' END,
                   before_bin = NULL, closed_at = NULL
             WHERE tenant_id = :tenant AND customer_id = :customer AND status = 'cancelled'
               AND before_bin IS NOT NULL
            """;

    private static final String FORGET =
            """
            UPDATE call_task SET before_bin = NULL, note = ''
             WHERE tenant_id = :tenant AND customer_id = :customer
            """;

    private final Tables tables;

    public Bin(Tables tables) {
        this.tables = tables;
    }

    public void deleted(TenantSession session, Delivery<CustomerDeleted> delivery) {
        CustomerDeleted deleted = delivery.event();
        change(session, deleted.customerId(), REST, "call-tasks.rest");
        if (deleted.forGood()) {
            change(session, deleted.customerId(), FORGET, "call-tasks.forget");
        }
    }

    public void restored(TenantSession session, Delivery<CustomerRestored> delivery) {
        change(session, delivery.event().customerId(), GO_ON, "call-tasks.go-on");
    }

    private void change(TenantSession session, long customer, String statement, String action) {
        tables.inTransaction(
                session,
                sql ->
                        sql.audited(
                                sql.update(statement).bind("customer", customer).execute(),
                                action,
                                "customer",
                                customer));
    }
}
