package io.trunkline.tenancy.role;

import java.util.List;

/// Says which permissions there are besides the platform's own. Every bean of this type is asked by
/// [PermissionCatalogue], each time: what serves may change while the platform runs.
public interface PermissionSource {

    /// In the order of the screens.
    List<KnownPermission> permissions();
}
