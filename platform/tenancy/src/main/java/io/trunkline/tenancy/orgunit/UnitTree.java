package io.trunkline.tenancy.orgunit;

import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.orgunit.internal.UnitRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One tenant's tree at one moment. Immutable. Units that were closed are in no list and are not
/// found, but stay within the reach of who reached them, and keep their names: what is past still
/// names them.
public final class UnitTree {

    private final List<OrgUnit> ordered = new ArrayList<>();
    private final Set<Long> closed = new HashSet<>();
    private final Map<Long, OrgUnit> byId = new LinkedHashMap<>();
    private final Map<Long, List<OrgUnit>> children = new HashMap<>();
    private final Map<String, OrgUnit> districts = new HashMap<>();

    /// @param units siblings in their order
    UnitTree(List<Entry> units) {
        OrgUnit root = null;
        for (Entry entry : units) {
            OrgUnit unit = entry.unit();
            byId.put(unit.id(), unit);
            Long parent = unit.parentId();
            if (parent == null) {
                root = unit;
            } else {
                children.computeIfAbsent(parent, id -> new ArrayList<>()).add(unit);
            }
            if (entry.closed()) {
                closed.add(unit.id());
            } else if (unit.kind() == OrgUnit.Kind.DISTRICT) {
                districts.put(UnitRules.spelled(unit.name()), unit);
                entry.aliases()
                        .forEach(alias -> districts.putIfAbsent(UnitRules.spelled(alias), unit));
            }
        }
        if (root != null) {
            addInOrder(root);
        }
    }

    /// A unit with its other names.
    record Entry(OrgUnit unit, List<String> aliases, boolean closed) {}

    public List<OrgUnit> all() {
        return List.copyOf(ordered);
    }

    public Optional<OrgUnit> find(long id) {
        return closed.contains(id) ? Optional.empty() : Optional.ofNullable(byId.get(id));
    }

    Optional<String> nameEver(long id) {
        return Optional.ofNullable(byId.get(id)).map(OrgUnit::name);
    }

    /// @throws IllegalStateException when the tenant has no tree
    public OrgUnit root() {
        if (ordered.isEmpty()) {
            throw new IllegalStateException("the tenant has no org units");
        }
        return ordered.getFirst();
    }

    /// The unit and everything below it; empty when there is no such unit.
    public Set<Long> withDescendants(long id) {
        Set<Long> found = new LinkedHashSet<>();
        if (byId.containsKey(id)) {
            collect(id, found);
        }
        return found;
    }

    public Optional<OrgUnit> districtNamed(String text) {
        return Optional.ofNullable(districts.get(UnitRules.spelled(text)));
    }

    /// The units within reach of a member of a unit. Who sits above every district reaches with the
    /// scope `district` her own unit alone.
    public Set<Long> reach(RowScope.Kind kind, long unit) {
        return switch (kind) {
            case TENANT -> Set.copyOf(byId.keySet());
            case OWN, TEAM -> withDescendants(unit);
            case DISTRICT -> {
                OrgUnit district = districtOf(unit);
                yield district == null ? Set.of(unit) : withDescendants(district.id());
            }
        };
    }

    Optional<OrgUnit> districtAbove(long unit) {
        return Optional.ofNullable(districtOf(unit));
    }

    private @Nullable OrgUnit districtOf(long unit) {
        OrgUnit at = byId.get(unit);
        while (at != null && at.kind() != OrgUnit.Kind.DISTRICT) {
            Long parent = at.parentId();
            at = parent == null ? null : byId.get(parent);
        }
        return at;
    }

    private void addInOrder(OrgUnit unit) {
        if (!closed.contains(unit.id())) {
            ordered.add(unit);
        }
        children.getOrDefault(unit.id(), List.of()).forEach(this::addInOrder);
    }

    private void collect(long id, Set<Long> found) {
        found.add(id);
        children.getOrDefault(id, List.of()).forEach(child -> collect(child.id(), found));
    }
}
