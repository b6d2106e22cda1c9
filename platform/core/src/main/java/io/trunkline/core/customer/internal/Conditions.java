package io.trunkline.core.customer.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/// The FROM and WHERE of one customer query with the values it binds.
final class Conditions {

    private final StringBuilder where =
            new StringBuilder(" WHERE c.tenant_id = :tenant AND c.deleted_at IS NULL");
    private final Map<String, Object> values = new HashMap<>();
    private String from = "FROM trunkline.customer c";
    private boolean impossible;

    /// By one customer or one owner, which are found by their index whatever the value.
    private boolean pinned;

    private boolean scoped;
    private boolean selective;

    Conditions(int tenant) {
        values.put("tenant", tenant);
    }

    Conditions and(String condition) {
        selective = true;
        where.append(" AND ").append(condition);
        return this;
    }

    Conditions and(String condition, String name, Object value) {
        switch (name) {
            case "id", "self" -> pinned = true;
            case "units" -> scoped = true;
            default -> selective = true;
        }
        where.append(" AND ").append(condition);
        return bind(name, value);
    }

    Conditions bind(String name, Object value) {
        values.put(name, value);
        return this;
    }

    void byPhone(String e164) {
        from =
                "FROM trunkline.customer_phone f JOIN trunkline.customer c"
                        + " ON c.tenant_id = :tenant AND c.id = f.customer_id";
        where.append(" AND f.tenant_id = :tenant AND f.e164 = :phone");
        values.put("phone", e164);
    }

    void matchNothing() {
        impossible = true;
    }

    boolean impossible() {
        return impossible;
    }

    String from() {
        return from + where;
    }

    Query query(Handle handle, String sql) {
        Query query = handle.createQuery(sql).bindMap(values);
        boolean samePlanForAll = !selective && (!scoped || pinned);
        return samePlanForAll ? query : query.addCustomizer(PLAN_FOR_THESE_VALUES);
    }

    static String array(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /// A prepared statement on a pooled connection would keep one generic plan for a tenant of a
    /// thousand customers and one of five million; a generic plan also never uses the index for
    /// `^@`.
    private static final StatementCustomizer PLAN_FOR_THESE_VALUES =
            new StatementCustomizer() {
                @Override
                public void beforeExecution(PreparedStatement statement, StatementContext context)
                        throws SQLException {
                    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
                }
            };
}
