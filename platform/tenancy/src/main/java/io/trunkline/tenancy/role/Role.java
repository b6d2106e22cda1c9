package io.trunkline.tenancy.role;

import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.FieldPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A role of the current tenant.
///
/// @param key how files name it; never changed
/// @param name what screens show; null where a built-in role goes by its translated name, see
///   [RoleTexts#name]
/// @param permissions keys, sorted; some may belong to a plugin that is away
/// @param fields rules by field; a field that is not named is open
/// @param delegable whether administrators of a part of the tenant may give it
/// @param builtIn whether every tenant begins with it
/// @param members how many hold it, disabled ones included
public record Role(
        long id,
        String key,
        @Nullable String name,
        List<String> permissions,
        RowScope.Kind scope,
        Map<String, FieldPolicy.Rule> fields,
        boolean delegable,
        boolean builtIn,
        int version,
        int members) {

    public Role {
        permissions = permissions.stream().sorted().toList();
        fields = Map.copyOf(fields);
    }

    /// What it grants, to be changed and handed to [Roles#update].
    public RoleDraft draft() {
        return new RoleDraft(name, permissions, scope, fields, delegable);
    }
}
