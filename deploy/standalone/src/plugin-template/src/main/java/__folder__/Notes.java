package __package__;

import io.trunkline.spi.CustomerCard;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Setting;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.spi.TenantSession;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The notes on the customers that the caller may see.
class Notes {

    static final Setting<Integer> LONGEST = Setting.integer("longest", 200, 10, 1000);

    private final PluginContext context;

    Notes(PluginContext context) {
        this.context = context;
    }

    /// At most 200. Customers out of the caller's reach are left out.
    List<Note> list(TenantSession session) {
        List<Row> rows = context.database().inTransaction(session, c -> rows(session, c));
        Map<Long, CustomerCard> customers =
                context
                        .customers()
                        .findAll(session, rows.stream().map(Row::customerId).toList())
                        .stream()
                        .collect(Collectors.toMap(CustomerCard::id, Function.identity()));
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(customers.get(row.customerId())).stream()
                        .map(customer -> new Note(customer.id(), customer.name(), row.text())))
                .toList();
    }

    Optional<String> find(TenantSession session, long customerId) {
        return context.database()
                .inTransaction(
                        session,
                        connection ->
                                Sql.on(connection)
                                        .createQuery(
                                                """
                                                SELECT text FROM note
                                                 WHERE tenant_id = :tenant
                                                   AND customer_id = :customer
                                                """)
                                        .bind("tenant", session.tenant().id())
                                        .bind("customer", customerId)
                                        .mapTo(String.class)
                                        .findOne());
    }

    /// Writes a customer's note, in place of the one before.
    Note write(TenantSession session, NoteDraft draft) {
        String text = draft.checked(session.setting(LONGEST));
        CustomerCard customer =
                context.customers()
                        .find(session, draft.customerId())
                        .orElseThrow(() -> new PluginException(StandardErrorCode.NOT_FOUND));
        context.database()
                .inTransaction(
                        session, connection -> upsert(session, connection, customer.id(), text));
        return new Note(customer.id(), customer.name(), text);
    }

    // Row security would hold without the tenant in the statement; the planner knows more with it.
    private static int upsert(
            TenantSession session, Connection connection, long customerId, String text) {
        return Sql.on(connection)
                .createUpdate(
                        """
                        INSERT INTO note (tenant_id, customer_id, text)
                        VALUES (:tenant, :customer, :text)
                        ON CONFLICT (tenant_id, customer_id) DO UPDATE SET text = :text
                        """)
                .bind("tenant", session.tenant().id())
                .bind("customer", customerId)
                .bind("text", text)
                .execute();
    }

    private static List<Row> rows(TenantSession session, Connection connection) {
        return Sql.on(connection)
                .createQuery(
                        """
                        SELECT customer_id, text FROM note
                         WHERE tenant_id = :tenant ORDER BY customer_id DESC LIMIT 200
                        """)
                .bind("tenant", session.tenant().id())
                .map((row, statement) ->
                        new Row(row.getLong("customer_id"), row.getString("text")))
                .list();
    }

    private record Row(long customerId, String text) {}
}
