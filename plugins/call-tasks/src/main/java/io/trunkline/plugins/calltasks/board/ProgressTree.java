package io.trunkline.plugins.calltasks.board;

import io.trunkline.plugins.calltasks.reach.UnitTree;
import io.trunkline.spi.OrgUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds counted groups up to the tree of districts, teams and agents.
final class ProgressTree {

    /// What the database counts.
    ///
    /// @param pool of these, ready in the unit and nobody's
    record Group(long unitId, @Nullable Long memberId, Totals totals, int pool) {}

    private static final class Sum {
        Totals totals = Totals.NONE;
        int pool;
        final Map<Long, Totals> agents = new LinkedHashMap<>();

        void add(Group group) {
            totals = totals.plus(group.totals());
            pool += group.pool();
            if (group.memberId() != null) {
                agents.merge(group.memberId(), group.totals(), Totals::plus);
            }
        }
    }

    private final UnitTree units;
    private final Map<Long, String> memberNames;
    private final Map<Long, Sum> byUnit = new LinkedHashMap<>();

    ProgressTree(UnitTree units, List<Group> groups, Map<Long, String> memberNames) {
        this.units = units;
        this.memberNames = memberNames;
        for (Group group : groups) {
            byUnit.computeIfAbsent(group.unitId(), id -> new Sum()).add(group);
        }
    }

    /// Districts in reach that have tasks, then the unmatched.
    List<ProgressNode> nodes() {
        List<ProgressNode> nodes = new ArrayList<>();
        for (OrgUnit district : units.districts()) {
            ProgressNode node = district(district);
            if (node.totals().total() > 0) {
                nodes.add(node);
            }
        }
        long root = units.root();
        Sum unmatched = byUnit.get(root);
        if (unmatched != null && unmatched.totals.unmatched() > 0) {
            OrgUnit company = units.find(root);
            nodes.add(
                    new ProgressNode(
                            ProgressNode.Kind.UNMATCHED,
                            root,
                            company == null ? "" : company.name(),
                            unmatched.totals,
                            0,
                            List.of()));
        }
        return nodes;
    }

    private ProgressNode district(OrgUnit district) {
        Sum own = byUnit.getOrDefault(district.id(), new Sum());
        Totals totals = own.totals;
        List<ProgressNode> children = new ArrayList<>();
        for (OrgUnit team : units.teams(district.id())) {
            ProgressNode node = team(team);
            totals = totals.plus(node.totals());
            children.add(node);
        }
        children.addAll(agents(own));
        return new ProgressNode(
                ProgressNode.Kind.DISTRICT,
                district.id(),
                district.name(),
                totals,
                own.pool,
                children);
    }

    private ProgressNode team(OrgUnit team) {
        Sum sum = new Sum();
        for (long unitId : units.within(team.id())) {
            Sum part = byUnit.get(unitId);
            if (part != null) {
                sum.totals = sum.totals.plus(part.totals);
                sum.pool += part.pool;
                part.agents.forEach((id, totals) -> sum.agents.merge(id, totals, Totals::plus));
            }
        }
        return new ProgressNode(
                ProgressNode.Kind.TEAM, team.id(), team.name(), sum.totals, sum.pool, agents(sum));
    }

    private List<ProgressNode> agents(Sum sum) {
        List<ProgressNode> nodes = new ArrayList<>();
        sum.agents.forEach((id, totals) ->
                nodes.add(
                        new ProgressNode(
                                ProgressNode.Kind.AGENT,
                                id,
                                memberNames.getOrDefault(id, ""),
                                totals,
                                0,
                                List.of())));
        return nodes;
    }
}
