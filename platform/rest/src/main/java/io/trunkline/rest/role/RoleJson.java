package io.trunkline.rest.role;

import io.trunkline.spi.RowScope;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.role.Role;
import io.trunkline.tenancy.role.RoleTexts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// @param name the tenant's own, or the translated one of a built-in role
/// @param fields by field: READ_ONLY, MASKED or HIDDEN; open ones are not named
/// @param delegable whether administrators of a part of the tenant may give it
/// @param members how many hold it
/// @param version to be sent back with a change
public record RoleJson(
        String id,
        String key,
        String name,
        List<String> permissions,
        RowScope.Kind rows,
        Map<String, FieldPolicy.Rule> fields,
        boolean delegable,
        boolean builtIn,
        int members,
        int version) {

    static RoleJson of(Role role, Locale locale) {
        return new RoleJson(
                "" + role.id(),
                role.key(),
                RoleTexts.name(locale, role),
                role.permissions(),
                role.scope(),
                new TreeMap<>(role.fields()),
                role.delegable(),
                role.builtIn(),
                role.members(),
                role.version());
    }
}
