package io.trunkline.core.customer.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/// The FROM and WHERE of one customer query with the values it binds.
final class Conditions {

    /// Beyond it a page is a small part of what is read for it.
    private static final int MOST_UNITS = 32;

    private final StringBuilder where =
            new StringBuilder(" WHERE c.tenant_id = :tenant AND c.deleted_at IS NULL");
    private final Map<String, Object> values = new HashMap<>();
    private String from = "FROM trunkline.customer c";
    private boolean impossible;

    /// By one customer, owner or phone, which are found by their index whatever the value.
    private boolean pinned;

    private Collection<Long> units = List.of();
    private boolean scoped;
    private boolean selective;
    private boolean continued;

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
            default -> selective = true;
        }
        where.append(" AND ").append(condition);
        return bind(name, value);
    }

    Conditions inUnits(Collection<Long> units) {
        this.units = units;
        scoped = true;
        return bind("units", array(units));
    }

    /// Goes on behind the last row shown, in the order that the page has.
    Conditions after(String condition) {
        continued = true;
        where.append(" AND ").append(condition);
        return this;
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
        pinned = true;
    }

    void matchNothing() {
        impossible = true;
    }

    boolean impossible() {
        return impossible;
    }

    String from() {
        String inUnits = scoped ? " AND c.org_unit_id = ANY (CAST(:units AS bigint[]))" : "";
        return from + where + inUnits;
    }

    /// Whether what each unit has can be read from an index that has it in the order of the page:
    /// the same plan is good for a unit of ten customers and one of a hundred thousand.
    boolean readsUnitByUnit() {
        return scoped && !selective && !pinned && units.size() <= MOST_UNITS;
    }

    /// A page of at most `:limit`, taken from the first of each unit.
    ///
    /// @param order that an index beginning with tenant and unit has
    Query unitByUnit(Handle handle, String columns, String order) {
        String sql =
                """
                SELECT %s
                  FROM unnest(CAST(:units AS bigint[])) AS unit (id)
                 CROSS JOIN LATERAL (
                       SELECT c.* %s AND c.org_unit_id = unit.id ORDER BY %s LIMIT :limit) c
                 ORDER BY %s LIMIT :limit
                """
                        .formatted(columns, from + where, order, order);
        return handle.createQuery(sql).bindMap(values);
    }

    Query query(Handle handle, String sql) {
        Query query = handle.createQuery(sql).bindMap(values);
        boolean samePlanForAll = !selective && !continued && (!scoped || pinned);
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
