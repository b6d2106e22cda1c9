package io.trunkline.tenancy.role;

import java.util.List;

/// Says which fields of its records a role can restrict. Every bean of this type is asked, within
/// the session of the tenant.
public interface FieldSource {

    /// In the order of the screens, the tenant's own fields included.
    List<KnownField> fields();
}
