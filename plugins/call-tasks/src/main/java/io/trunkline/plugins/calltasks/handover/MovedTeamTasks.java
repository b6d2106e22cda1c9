package io.trunkline.plugins.calltasks.handover;

import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.plugins.calltasks.reach.UnitTree;
import io.trunkline.spi.CustomerCard;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.OrgUnitChanged;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TenantSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Open tasks of a team that got into another district. Tasks name their unit by id, so they follow
/// the team by themselves. Only a task whose customer stays behind, where the team's people cannot
/// see him any more, goes back to the pool of the customer's own district; call-backs keep their
/// time. Repeating it finds nothing more to do.
final class MovedTeamTasks {

    private static final int CHUNK = 1_000;

    /// A node keeps the tree for two seconds, so an event may be faster than what it tells of.
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final String OPEN =
            """
            SELECT id, customer_id FROM call_task
             WHERE tenant_id = :tenant AND org_unit_id = ANY (:units) AND id > :after
               AND status NOT IN ('done', 'cancelled')
             ORDER BY id LIMIT :limit
            """;

    private static final String RETURN =
            """
            UPDATE call_task SET org_unit_id = :unit, assignee_id = NULL, held_since = NULL,
                   status = CASE WHEN status IN ('new', 'unmatched') THEN status
                                 WHEN :unmatched THEN 'unmatched'
                                 WHEN call_back_at IS NOT NULL THEN 'callback' ELSE 'ready' END
             WHERE tenant_id = :tenant AND id = ANY (:tasks) AND org_unit_id = ANY (:units)
               AND status NOT IN ('done', 'cancelled')
            """;

    private final PluginContext context;
    private final Tables tables;

    MovedTeamTasks(PluginContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
    }

    void on(TenantSession session, Delivery<OrgUnitChanged> delivery) {
        OrgUnitChanged change = delivery.event();
        if (change.change() != OrgUnitChanged.Change.MOVED) {
            return;
        }
        UnitTree tree = UnitTree.load(session, context.orgUnits());
        OrgUnit moved = tree.find(change.orgUnitId());
        if (moved == null) {
            return;
        }
        Duration age = Duration.between(delivery.publishedAt(), context.clock().instant());
        if (!Objects.equals(moved.parentId(), change.parentAfter()) && age.compareTo(SETTLED) < 0) {
            throw new IllegalStateException("the move is not seen here yet: deliver again");
        }
        Optional<Long> district = tree.districtOf(moved.id());
        if (district.isEmpty()) {
            return;
        }
        List<Long> units = tree.within(moved.id());
        Set<Long> reach = new HashSet<>(tree.within(district.get()));
        long after = 0;
        while (after >= 0) {
            after = chunk(session, tree, units, reach, after);
        }
    }

    /// @return the last task seen, -1 at the end
    private long chunk(
            TenantSession session, UnitTree tree, List<Long> units, Set<Long> reach, long after) {
        List<Map.Entry<Long, Long>> tasks =
                tables.inTransaction(session, sql -> open(sql, units, after));
        if (tasks.isEmpty()) {
            return -1;
        }
        Map<Long, Long> unitOfCustomer = new HashMap<>();
        List<Long> customers = tasks.stream().map(Map.Entry::getValue).distinct().toList();
        for (CustomerCard customer : context.customers().findAll(session, customers)) {
            unitOfCustomer.put(customer.id(), customer.orgUnitId());
        }
        Map<Long, List<Long>> back = new HashMap<>();
        for (Map.Entry<Long, Long> task : tasks) {
            Long unit = unitOfCustomer.get(task.getValue());
            if (unit != null && !reach.contains(unit)) {
                back.computeIfAbsent(
                                tree.districtOf(unit).orElse(tree.root()),
                                place -> new ArrayList<>())
                        .add(task.getKey());
            }
        }
        if (!back.isEmpty()) {
            tables.inTransaction(session, sql -> giveBack(sql, tree, units, back));
        }
        return tasks.size() < CHUNK ? -1 : tasks.getLast().getKey();
    }

    private static List<Map.Entry<Long, Long>> open(Statements sql, List<Long> units, long after) {
        return sql.query(OPEN)
                .bindArray("units", Long.class, units)
                .bind("after", after)
                .bind("limit", CHUNK)
                .map((row, c) -> Map.entry(row.getLong("id"), row.getLong("customer_id")))
                .list();
    }

    private static boolean giveBack(
            Statements sql, UnitTree tree, List<Long> units, Map<Long, List<Long>> back) {
        back.forEach((unit, tasks) ->
                sql.update(RETURN)
                        .bind("unit", unit)
                        .bind("unmatched", unit == tree.root())
                        .bindArray("tasks", Long.class, tasks)
                        .bindArray("units", Long.class, units)
                        .execute());
        return true;
    }
}
