package io.trunkline.plugins.calltasks.reach;

import io.trunkline.plugins.calltasks.CallTasksError;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.OrgUnitDirectory;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.TenantSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tenant's org units as dispatch sees them: company, districts, what lies below a district.
public final class UnitTree {

    private final TenantSession session;
    private final Map<Long, OrgUnit> units = new LinkedHashMap<>();
    private final Map<Long, Long> districts = new LinkedHashMap<>();

    private UnitTree(TenantSession session, List<OrgUnit> all) {
        this.session = session;
        // Parents come before their children.
        for (OrgUnit unit : all) {
            units.put(unit.id(), unit);
            if (unit.kind() == OrgUnit.Kind.DISTRICT) {
                districts.put(unit.id(), unit.id());
                continue;
            }
            Long above = unit.parentId() == null ? null : districts.get(unit.parentId());
            if (above != null) {
                districts.put(unit.id(), above);
            }
        }
    }

    public static UnitTree load(TenantSession session, OrgUnitDirectory directory) {
        return new UnitTree(session, directory.all(session));
    }

    /// @return empty for the company itself
    public Optional<Long> districtOf(long orgUnitId) {
        return Optional.ofNullable(districts.get(orgUnitId));
    }

    public @Nullable OrgUnit find(long orgUnitId) {
        return units.get(orgUnitId);
    }

    public long root() {
        return units.values().stream()
                .filter(unit -> unit.parentId() == null)
                .findFirst()
                .orElseThrow()
                .id();
    }

    /// Those within the caller's reach, in the tree's order.
    public List<OrgUnit> districts() {
        return units.values().stream()
                .filter(unit -> unit.kind() == OrgUnit.Kind.DISTRICT)
                .filter(unit -> session.scope().covers(unit.id()))
                .toList();
    }

    /// The units right below a district, in the tree's order.
    public List<OrgUnit> teams(long districtId) {
        return units.values().stream()
                .filter(unit -> unit.parentId() != null && unit.parentId() == districtId)
                .toList();
    }

    /// The unit and all below it.
    public List<Long> within(long orgUnitId) {
        List<Long> found = new ArrayList<>();
        for (OrgUnit unit : units.values()) {
            if (unit.id() == orgUnitId
                    || (unit.parentId() != null && found.contains(unit.parentId()))) {
                found.add(unit.id());
            }
        }
        return found;
    }

    /// [#within] for a unit a caller named.
    ///
    /// @throws PluginException `UNIT_NOT_FOUND`
    public List<Long> withinExisting(long orgUnitId) {
        if (!units.containsKey(orgUnitId)) {
            throw new PluginException(CallTasksError.UNIT_NOT_FOUND);
        }
        return within(orgUnitId);
    }

    /// @throws PluginException `UNIT_NOT_FOUND`, or `OUT_OF_REACH`
    public OrgUnit reachable(long orgUnitId) {
        OrgUnit unit = units.get(orgUnitId);
        if (unit == null) {
            throw new PluginException(CallTasksError.UNIT_NOT_FOUND);
        }
        if (!session.scope().covers(orgUnitId)) {
            throw new PluginException(CallTasksError.OUT_OF_REACH);
        }
        return unit;
    }

    /// @throws PluginException also `NOT_A_DISTRICT`
    public OrgUnit reachableDistrict(long orgUnitId) {
        OrgUnit unit = reachable(orgUnitId);
        if (unit.kind() != OrgUnit.Kind.DISTRICT) {
            throw new PluginException(CallTasksError.NOT_A_DISTRICT);
        }
        return unit;
    }

    /// A unit that lies in a district, or is one.
    ///
    /// @return the district
    /// @throws PluginException also `NOT_A_DISTRICT`
    public long districtOfReachable(long orgUnitId) {
        reachable(orgUnitId);
        return districtOf(orgUnitId)
                .orElseThrow(() -> new PluginException(CallTasksError.NOT_A_DISTRICT));
    }
}
