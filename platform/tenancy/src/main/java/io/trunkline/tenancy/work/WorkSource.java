package io.trunkline.tenancy.work;

import java.util.List;

/// Someone who keeps work: a bean of this type is found and asked. Called under the platform's
/// session of the tenant, outside of any transaction.
public interface WorkSource {

    /// One count for each kind, zeros included.
    List<WorkCount> ofMember(long memberId);

    /// What lies in this very unit.
    List<WorkCount> inUnit(long orgUnitId);
}
