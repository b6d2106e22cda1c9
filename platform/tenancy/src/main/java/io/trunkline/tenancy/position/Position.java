package io.trunkline.tenancy.position;

import java.util.List;

/// What someone is in the company. Her rights follow it.
///
/// @param key lower case with hyphens, the same for good
/// @param members how many hold it
/// @param version to be named by who changes it
public record Position(
        long id, String key, String name, List<Long> roleIds, int members, int version) {

    public Position {
        roleIds = List.copyOf(roleIds);
    }
}
