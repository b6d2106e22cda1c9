package io.trunkline.plugins.calltasks.ui.work;

import io.trunkline.plugins.calltasks.CallTasksPermissions;
import io.trunkline.plugins.calltasks.ui.Page;
import io.trunkline.spi.Member;
import io.trunkline.spi.OrgUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who can give an agent more to do.
final class Leads {

    private static final int NAMED = 3;

    private Leads() {}

    /// @return some names of her district, empty when there is no one
    static Optional<String> of(Page page) {
        try {
            long district = district(page);
            String names =
                    page
                            .platform()
                            .members()
                            .withPermission(page.session(), CallTasksPermissions.ASSIGN, district)
                            .stream()
                            .limit(NAMED)
                            .map(Member::name)
                            .collect(Collectors.joining(page.text("ui.comma")));
            return names.isEmpty() ? Optional.empty() : Optional.of(names);
        } catch (RuntimeException outOfReach) {
            return Optional.empty();
        }
    }

    private static long district(Page page) {
        Map<Long, OrgUnit> units =
                page.units().stream().collect(Collectors.toMap(OrgUnit::id, Function.identity()));
        OrgUnit unit = units.get(page.session().actor().orgUnitId());
        while (unit != null
                && unit.kind() != OrgUnit.Kind.DISTRICT
                && unit.parentId() != null
                && units.containsKey(unit.parentId())) {
            unit = units.get(unit.parentId());
        }
        return unit == null ? page.session().actor().orgUnitId() : unit.id();
    }
}
