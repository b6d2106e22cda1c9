package io.trunkline.core.approval;

import io.trunkline.spi.Permission;
import java.util.List;

/// What in the current tenant can ask for approvals: answered by whoever runs plugins.
public interface ApprovalKinds {

    /// In the tenant's order.
    List<Kind> all();

    /// Whether an answer to this source would be heard now.
    boolean serves(String source);

    /// @param source plugin, or `platform`
    /// @param approver whoever holds this decides where nothing is set
    record Kind(String source, String key, Permission approver) {}
}
