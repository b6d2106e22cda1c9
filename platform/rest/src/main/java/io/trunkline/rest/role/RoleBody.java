package io.trunkline.rest.role;

import io.trunkline.rest.paging.Parameters;
import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.role.RoleDraft;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a caller sends for a role: the whole of it, also for a change.
///
/// @param name left out for a built-in role: its translated name
/// @param rows OWN, TEAM, DISTRICT or TENANT
/// @param fields OPEN, READ_ONLY, MASKED or HIDDEN by field
/// @param version of the role the change was made from; left out for a new one
/// @param copyOf id of the role a new one begins as; then only `name` is read besides
public record RoleBody(
        @Nullable String name,
        @Nullable List<String> permissions,
        RowScope.@Nullable Kind rows,
        @Nullable Map<String, FieldPolicy.Rule> fields,
        @Nullable Boolean delegable,
        @Nullable Integer version,
        @Nullable String copyOf) {

    RoleDraft draft() {
        if (rows == null) {
            throw Parameters.invalid("rows", "");
        }
        return new RoleDraft(
                name,
                permissions == null ? List.of() : permissions,
                rows,
                fields == null ? Map.of() : fields,
                Boolean.TRUE.equals(delegable));
    }

    int requireVersion() {
        if (version == null) {
            throw Parameters.invalid("version", "");
        }
        return version;
    }
}
