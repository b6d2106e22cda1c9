package io.trunkline.plugins.calltasks.dispatch;

import io.trunkline.plugins.calltasks.CallTasksError;
import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.database.Existing;
import io.trunkline.plugins.calltasks.database.Statements;
import io.trunkline.plugins.calltasks.database.Tables;
import io.trunkline.plugins.calltasks.reach.Access;
import io.trunkline.plugins.calltasks.reach.UnitTree;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TenantSession;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Hands tasks down and takes them back, in chunks of some thousand, each in a transaction of its
/// own. Every method can be called again after it broke off: it goes on where it stopped.
///
/// A unit outside the caller's row scope is refused with `OUT_OF_REACH`, one that does not exist
/// with `UNIT_NOT_FOUND`.
public final class Dispatch {

    private static final int NAMED = 1_000;

    private final PluginContext context;
    private final Tables tables;
    private final Unmatched unmatched;
    private final Agents agents;

    public Dispatch(PluginContext context, Tables tables) {
        this.context = context;
        this.tables = tables;
        this.unmatched = new Unmatched(context, tables);
        this.agents = new Agents(context, tables);
    }

    /// Sends a filled batch to the districts. The unmatched stay with the company.
    ///
    /// Needs `call-tasks.dispatch`.
    ///
    /// @throws PluginException `BATCH_NOT_READY` while it is filled or once closed
    public Handed dispatch(TenantSession session, long batchId) {
        Access.require(session, CallTasksPermissions.DISPATCH);
        tables.inTransaction(session, sql -> markDispatched(sql, batchId));
        return repeat(
                () ->
                        tables.inTransaction(
                                session,
                                sql ->
                                        sql.audited(
                                                Moves.dispatch(sql, batchId),
                                                "call-tasks.dispatch",
                                                "batch",
                                                batchId)),
                null);
    }

    /// Hands unmatched tasks and their customers to a district. Other unmatched tasks of the same
    /// customers go along.
    ///
    /// Needs `call-tasks.dispatch` and the platform's `customer.allocate`.
    public Handed allocate(TenantSession session, Allocation allocation) {
        Access.require(session, CallTasksPermissions.DISPATCH);
        checkCount(allocation.taskIds(), null);
        UnitTree.load(session, context.orgUnits()).reachableDistrict(allocation.districtId());
        checkExist(session, allocation.batchId(), allocation.taskIds(), List.of());
        return repeat(() -> unmatched.chunk(session, allocation), null);
    }

    /// Hands tasks of a district's pool to its teams, evenly.
    ///
    /// Needs `call-tasks.assign`.
    ///
    /// @throws PluginException `NOT_A_TEAM` when a unit named is not right below the district,
    ///   `NO_TEAM` when it has none
    public Handed share(TenantSession session, TeamShare share) {
        Access.require(session, CallTasksPermissions.ASSIGN);
        checkCount(share.taskIds(), share.count());
        UnitTree units = UnitTree.load(session, context.orgUnits());
        units.reachableDistrict(share.districtId());
        checkExist(session, share.batchId(), share.taskIds(), List.of());
        Spread spread = Spread.inTurn(teams(units, share), Map.of());
        Moves.Selection selection =
                new Moves.Selection(
                        share.batchId(),
                        share.districtId(),
                        units.within(share.districtId()),
                        share.taskIds(),
                        null);
        return hand(
                share.count(),
                share.taskIds(),
                size -> {
                    List<Long> slots = spread.next(size);
                    return tables.inTransaction(
                            session,
                            sql ->
                                    sql.audited(
                                            Moves.hand(sql, selection, nobody(size), slots),
                                            "call-tasks.share",
                                            "org-unit",
                                            share.districtId(),
                                            "batch",
                                            share.batchId()));
                });
    }

    /// Hands tasks to agents, or on from one agent to others.
    ///
    /// Needs `call-tasks.assign`.
    ///
    /// @throws PluginException `NOT_AN_AGENT` when a member may not work tasks within the unit's
    ///   district, `NO_AGENT` when nobody may, `ONE_MEMBER` by hand
    public Handed assign(TenantSession session, Assignment assignment) {
        Access.require(session, CallTasksPermissions.ASSIGN);
        checkCount(assignment.taskIds(), assignment.count());
        UnitTree units = UnitTree.load(session, context.orgUnits());
        long district = units.districtOfReachable(assignment.orgUnitId());
        checkExist(session, assignment.batchId(), assignment.taskIds(), assignment.people());
        Map<Long, Long> homes = agents.chosen(session, assignment, district);
        List<Long> members = List.copyOf(homes.keySet());
        if (assignment.strategy() == Strategy.BY_HAND && members.size() != 1) {
            throw new PluginException(CallTasksError.ONE_MEMBER);
        }
        Map<Long, Long> loads = tables.inTransaction(session, sql -> Moves.loads(sql, members));
        Spread spread =
                assignment.strategy() == Strategy.LEAST_LOADED
                        ? Spread.byLoad(members, loads)
                        : Spread.inTurn(members, loads);
        Moves.Selection selection =
                new Moves.Selection(
                        assignment.batchId(),
                        assignment.orgUnitId(),
                        units.within(assignment.orgUnitId()),
                        assignment.taskIds(),
                        assignment.fromMemberId());
        return hand(
                assignment.count(),
                assignment.taskIds(),
                size -> {
                    List<Long> slots = spread.next(size);
                    List<Long> slotUnits = slots.stream().map(homes::get).toList();
                    return tables.inTransaction(
                            session,
                            sql ->
                                    sql.audited(
                                            Moves.hand(sql, selection, slots, slotUnits),
                                            "call-tasks.assign",
                                            "org-unit",
                                            assignment.orgUnitId(),
                                            "batch",
                                            assignment.batchId(),
                                            "members",
                                            members,
                                            "from",
                                            assignment.fromMemberId()));
                });
    }

    /// Takes unfinished tasks back into the pool.
    ///
    /// Needs `call-tasks.assign`.
    public Handed recall(TenantSession session, Recall recall) {
        Access.require(session, CallTasksPermissions.ASSIGN);
        checkCount(recall.taskIds(), null);
        UnitTree units = UnitTree.load(session, context.orgUnits());
        long district = units.districtOfReachable(recall.orgUnitId());
        checkExist(session, recall.batchId(), recall.taskIds(), recall.memberIds());
        List<Long> within = units.within(recall.orgUnitId());
        return repeat(
                () ->
                        tables.inTransaction(
                                session,
                                sql ->
                                        sql.audited(
                                                Moves.recall(
                                                        sql,
                                                        recall,
                                                        within,
                                                        recall.upToDistrict() ? district : null),
                                                "call-tasks.recall",
                                                "org-unit",
                                                recall.orgUnitId(),
                                                "batch",
                                                recall.batchId(),
                                                "members",
                                                recall.memberIds())),
                null);
    }

    /// Who tasks of a unit can be handed to, by name.
    ///
    /// Needs `call-tasks.assign`.
    public List<AgentLoad> agents(TenantSession session, long orgUnitId) {
        Access.require(session, CallTasksPermissions.ASSIGN);
        UnitTree.load(session, context.orgUnits()).districtOfReachable(orgUnitId);
        return agents.loads(session, orgUnitId);
    }

    private static int markDispatched(Statements sql, long batchId) {
        int marked =
                sql.update(
                                """
                                UPDATE batch SET state = 'dispatched',
                                       dispatched_at = COALESCE(dispatched_at, :now)
                                 WHERE tenant_id = :tenant AND id = :batch
                                   AND state IN ('ready', 'dispatched')
                                """)
                        .bind("batch", batchId)
                        .execute();
        if (marked == 0) {
            Existing.batch(sql, batchId);
            throw new PluginException(CallTasksError.BATCH_NOT_READY);
        }
        return marked;
    }

    private static List<Long> teams(UnitTree units, TeamShare share) {
        List<Long> all = units.teams(share.districtId()).stream().map(OrgUnit::id).toList();
        if (all.isEmpty()) {
            throw new PluginException(CallTasksError.NO_TEAM);
        }
        if (!all.containsAll(share.teamIds())) {
            throw new PluginException(CallTasksError.NOT_A_TEAM);
        }
        return share.teamIds().isEmpty() ? all : share.teamIds().stream().distinct().toList();
    }

    private static List<@Nullable Long> nobody(int count) {
        return Collections.nCopies(count, null);
    }

    private void checkExist(
            TenantSession session,
            @Nullable Long batchId,
            List<Long> taskIds,
            Collection<Long> memberIds) {
        tables.inTransaction(
                session,
                sql -> {
                    Existing.batch(sql, batchId);
                    Existing.tasks(sql, taskIds);
                    return true;
                });
        agents.checkExist(session, memberIds);
    }

    private static void checkCount(Collection<Long> taskIds, @Nullable Integer count) {
        if (taskIds.size() > NAMED) {
            throw new PluginException(CallTasksError.TOO_MANY, NAMED);
        }
        if (count != null && count < 1) {
            throw new PluginException(CallTasksError.TOO_MANY, NAMED);
        }
    }

    /// Named tasks are handed once: after that they would match again.
    private static Handed hand(@Nullable Integer count, List<Long> taskIds, Chunk chunk) {
        int limit = count == null ? Integer.MAX_VALUE : count;
        if (!taskIds.isEmpty()) {
            int moved = chunk.move(Math.min(limit, taskIds.size()));
            return new Handed(moved, false);
        }
        AtomicInteger left = new AtomicInteger(limit);
        return repeat(
                () -> {
                    int size = Math.min(left.get(), Moves.CHUNK);
                    int moved = size == 0 ? 0 : chunk.move(size);
                    left.addAndGet(-moved);
                    return moved;
                },
                limit);
    }

    private static Handed repeat(IntSupplier chunk, @Nullable Integer limit) {
        AtomicInteger moved = new AtomicInteger();
        boolean more =
                Tables.repeat(() -> {
                    int some = chunk.getAsInt();
                    moved.addAndGet(some);
                    return some > 0 && (limit == null || moved.get() < limit);
                });
        return new Handed(moved.get(), more);
    }

    @FunctionalInterface
    private interface Chunk {
        int move(int size);
    }
}
