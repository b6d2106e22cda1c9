package io.trunkline.tenancy.orgunit;

import io.trunkline.spi.OrgUnit;
import java.util.List;

/// A unit with all that is kept of it.
///
/// @param aliases other names a district is called by in files
/// @param position its place among its siblings
/// @param members how many active members belong to this very unit
/// @param version to be named by who changes it
public record UnitRecord(
        OrgUnit unit, List<String> aliases, int position, int members, int version) {

    public UnitRecord {
        aliases = List.copyOf(aliases);
    }

    public long id() {
        return unit.id();
    }
}
