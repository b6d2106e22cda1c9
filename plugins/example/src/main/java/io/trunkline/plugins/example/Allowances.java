package io.trunkline.plugins.example;

import io.trunkline.spi.ApprovalDecided;
import io.trunkline.spi.ApprovalFact;
import io.trunkline.spi.ApprovalKind;
import io.trunkline.spi.ApprovalRequested;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TenantSession;
import java.sql.Connection;
import java.util.List;

/// More favourites than the tenant allows, for whom others agree to it.
class Allowances {

    static final ApprovalKind MORE = new ApprovalKind("more", ExamplePlugin.APPROVE);

    private static final int MOST = 1_000;
    private static final int REASON_LENGTH = 200;

    private final PluginContext context;

    Allowances(PluginContext context) {
        this.context = context;
    }

    /// Stores what is asked for and asks for the approval, in one transaction.
    Allowance ask(TenantSession session, MoreDraft draft) {
        if (draft.more() < 1 || draft.more() > MOST || draft.reason().length() > REASON_LENGTH) {
            throw new PluginException(ExampleError.MORE_INVALID, MOST, REASON_LENGTH);
        }
        long id = context.ids().next();
        return context.database()
                .inTransaction(
                        session,
                        connection -> {
                            insert(session, connection, id, draft.more());
                            context.database()
                                    .publish(session, connection, asked(session, id, draft));
                            return new Allowance(id, draft.more(), null);
                        });
    }

    private static ApprovalRequested asked(TenantSession session, long id, MoreDraft draft) {
        return new ApprovalRequested(
                MORE.key(),
                Long.toString(id),
                session.actor().memberId(),
                session.actor().name() + " +" + draft.more(),
                List.of(new ApprovalFact("more.reason", draft.reason())),
                (long) draft.more(),
                "p/example/favourites");
    }

    /// The answer; the same one may come twice.
    void decided(TenantSession session, Delivery<ApprovalDecided> delivery) {
        context.database()
                .inTransaction(
                        session,
                        connection ->
                                Sql.on(connection)
                                        .createUpdate(
                                                """
                                                UPDATE allowance SET outcome = :outcome
                                                 WHERE tenant_id = :tenant AND id = :id
                                                """)
                                        .bind("outcome", delivery.event().outcome().name())
                                        .bind("tenant", session.tenant().id())
                                        .bind("id", Long.parseLong(delivery.event().key()))
                                        .execute());
    }

    /// The caller's, newest first.
    List<Allowance> list(TenantSession session) {
        return context.database()
                .inTransaction(
                        session,
                        connection ->
                                Sql.on(connection)
                                        .createQuery(
                                                """
                                                SELECT id, more, outcome FROM allowance
                                                 WHERE tenant_id = :tenant AND member_id = :member
                                                 ORDER BY id DESC LIMIT 50
                                                """)
                                        .bind("tenant", session.tenant().id())
                                        .bind("member", session.actor().requireMember())
                                        .map((row, statement) ->
                                                new Allowance(
                                                        row.getLong("id"),
                                                        row.getInt("more"),
                                                        row.getString("outcome")))
                                        .list());
    }

    private static void insert(TenantSession session, Connection connection, long id, int more) {
        Sql.on(connection)
                .createUpdate(
                        """
                        INSERT INTO allowance (tenant_id, id, member_id, more)
                        VALUES (:tenant, :id, :member, :more)
                        """)
                .bind("tenant", session.tenant().id())
                .bind("id", id)
                .bind("member", session.actor().requireMember())
                .bind("more", more)
                .execute();
    }
}
