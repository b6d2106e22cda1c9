package io.trunkline.tenancy.orgunit.internal;

import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.orgunit.OrgUnitError;
import io.trunkline.tenancy.orgunit.UnitRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What makes a tree a tree that files and people can name.
public final class UnitRules {

    private static final int LONGEST = 100;
    private static final int MOST_ALIASES = 20;

    private UnitRules() {}

    /// How names are compared: blanks and case do not count.
    public static String spelled(String name) {
        return name.replaceAll("[\\s\\u3000]+", "").toLowerCase(Locale.ROOT);
    }

    /// @throws PluginException `UNIT_NAME_INVALID`
    public static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST || name.contains("/")) {
            throw new PluginException(OrgUnitError.UNIT_NAME_INVALID, name);
        }
        return name;
    }

    /// @throws PluginException `ALIASES_INVALID`, `UNIT_NAME_INVALID`
    public static List<String> aliases(OrgUnit.Kind kind, List<String> typed) {
        List<String> aliases =
                typed.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
        if (aliases.size() > MOST_ALIASES
                || (kind != OrgUnit.Kind.DISTRICT && !aliases.isEmpty())) {
            throw new PluginException(OrgUnitError.ALIASES_INVALID);
        }
        return aliases.stream().map(UnitRules::name).distinct().toList();
    }

    /// @throws PluginException `UNIT_MISPLACED`
    public static void checkKind(OrgUnit.Kind kind, OrgUnit.Kind parent) {
        boolean right =
                switch (kind) {
                    case CITY -> false;
                    case DISTRICT -> parent == OrgUnit.Kind.CITY;
                    case GRID -> parent == OrgUnit.Kind.DISTRICT;
                    case TEAM -> parent == OrgUnit.Kind.DISTRICT || parent == OrgUnit.Kind.GRID;
                };
        if (!right) {
            throw new PluginException(OrgUnitError.UNIT_MISPLACED);
        }
    }

    /// Siblings have different names; districts are told apart by every name they have, because
    /// files name them.
    ///
    /// @param self the unit that is named; null for a new one
    /// @throws PluginException `UNIT_NAME_TAKEN`
    public static void checkNames(
            List<UnitRecord> all,
            @Nullable Long self,
            OrgUnit.Kind kind,
            long parent,
            String name,
            List<String> aliases) {
        Set<String> taken = new HashSet<>();
        for (UnitRecord other : all) {
            if (Objects.equals(other.id(), self)) {
                continue;
            }
            if (Objects.equals(other.unit().parentId(), parent)) {
                taken.add(spelled(other.unit().name()));
            }
            if (kind == OrgUnit.Kind.DISTRICT && other.unit().kind() == OrgUnit.Kind.DISTRICT) {
                taken.add(spelled(other.unit().name()));
                other.aliases().forEach(alias -> taken.add(spelled(alias)));
            }
        }
        List<String> wanted = new ArrayList<>(List.of(name));
        wanted.addAll(aliases);
        for (String one : wanted) {
            if (!taken.add(spelled(one))) {
                throw new PluginException(OrgUnitError.UNIT_NAME_TAKEN, one);
            }
        }
    }

    /// @throws PluginException `UNIT_CYCLE`
    public static void checkNoCycle(List<UnitRecord> all, long moved, long parent) {
        Long at = parent;
        while (at != null) {
            if (at == moved) {
                throw new PluginException(OrgUnitError.UNIT_CYCLE);
            }
            Long here = at;
            at =
                    all.stream()
                            .filter(unit -> unit.id() == here)
                            .findFirst()
                            .map(unit -> unit.unit().parentId())
                            .orElse(null);
        }
    }
}
